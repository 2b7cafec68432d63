// Where conversations are held: the writer and all they stand in, without a socket.
#pragma once

#include "collector/intake/conversation.h"
#include "collector/intake/conversations.h"
#include "collector/intake/refusals.h"
#include "collector/intake/writer.h"

#include <functional>
#include <memory>

namespace congto::intake {

struct DeskParts {
    Limits limits;
    UnitLookup unit_of;               // called from many threads
    std::function<void()> on_corrupt; // the store is damaged: stop; from the writer's thread
    AdmissionCheck admission{};       // none: what the line took is taken
    CertificateUse used{};            // none: nobody asks
};

struct Desk {
    // `clock` must outlive it.
    Desk(DeskParts parts, std::unique_ptr<store::Store> store, runtime::Clock& clock);
    // close(), and waits until what was received is applied and the store at rest.
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    // Tells every agent that the collector shuts down, and applies what has been received.
    void close();

    // In order of dependence: the writer ends before what its answers reach.
    Refusals refusals;
    Conversations conversations;
    Writer writer;
    Surroundings around;
};

} // namespace congto::intake
