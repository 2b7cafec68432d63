// The collector's ear: listens, and hands what agents send to the writer.
#pragma once

#include "collector/intake/certified.h"
#include "collector/intake/greeting.h"
#include "collector/intake/settings.h"
#include "collector/store/store.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace grpc {
class Service;
}

namespace congto::intake {

class Refusals;
struct Surroundings;

struct ServerParts {
    Listening listening;
    Limits limits;
    UnitLookup unit_of;                      // called from many threads
    std::function<void()> on_corrupt;        // the store is damaged: stop; from the writer's thread
    std::shared_ptr<grpc::Service> beside{}; // answered on the same address; none: nothing is
    AdmissionCheck admission{};              // of certificates that the line's own check took
    CertificateUse used{};
    std::chrono::seconds grace{5}; // at the end, for streams that do not end by themselves
};

class Server {
public:
    // Listens when it returns; certificate files are read again when they change. Throws
    // runtime::BadSettings: a certificate or key file cannot be used; runtime::Unavailable: the
    // address cannot be listened on. `clock` must outlive it.
    Server(ServerParts parts, std::unique_ptr<store::Store> store, runtime::Clock& clock);
    // Tells every agent that it shuts down, applies what has been received, brings the store to
    // rest.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // What an operator decided, in the order of the numbers: takes effect after what was received
    // before. Any thread.
    void decide(const store::Decision& decision);

    // Streams whose certificate is over or taken no more are ended. Any thread.
    void check_certificates();

    // What was refused to agents, handshakes apart (handshakes.h). Any thread; as long as this
    // lives.
    Refusals& refusals();

    // For whoever plays export files. As long as this lives.
    const Surroundings& surroundings() const;

    // host:port as it really is.
    const std::string& address() const;

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

} // namespace congto::intake
