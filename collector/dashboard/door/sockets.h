// The address people come to, and the one thread that serves all its sockets.
#pragma once

#include "collector/dashboard/door/addresses.h"
#include "collector/dashboard/door/tls_context.h"
#include "collector/dashboard/door/wire.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace congto::dashboard {

class Sockets {
public:
    // Listens when it returns; nothing is accepted before start(). Without `tls` in plain text.
    // Throws runtime::Unavailable: the address cannot be listened on; runtime::BadSettings: the
    // certificate cannot be used.
    Sockets(const Endpoint& endpoint, std::optional<CertificateFiles> tls);
    // Ends the thread. Wires must not outlive it.
    ~Sockets();
    Sockets(const Sockets&) = delete;
    Sockets& operator=(const Sockets&) = delete;

    const std::string& address() const;
    bool has_tls() const;

    // Called on the thread. `from`: as address_of() writes it. A wire that is let go is closed.
    using OnWire = std::function<void(std::unique_ptr<Wire> wire, std::string from)>;
    struct Calls {
        OnWire on_wire;
        std::function<void()> on_tick; // four times a second
    };
    void start(Calls calls, std::chrono::milliseconds certificate_look);
    // From any thread: the work is done on the sockets' thread, soon; after end() never.
    void post(std::function<void()> work);
    // On the thread. Nobody else comes in; lines stay.
    void stop_accepting();
    // Not on the thread, which is over when it returns.
    void end();

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

} // namespace congto::dashboard
