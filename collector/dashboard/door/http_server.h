// The door: an HTTP/1.1 server that hands whole requests to a site and writes its answers.
#pragma once

#include "collector/dashboard/door/door_counts.h"
#include "collector/dashboard/door/http_limits.h"
#include "collector/dashboard/door/tls_context.h"
#include "collector/dashboard/http_message.h"
#include "config/runtime/clock.h"

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace congto::dashboard {

struct HttpListening {
    std::string address = "127.0.0.1:0"; // port 0: any free one
    std::optional<CertificateFiles> tls; // none: plain text, on a loopback address alone
    std::set<std::string> proxies;       // their addresses: many people come from each
    HttpLimits limits;
};

class HttpServer {
public:
    // Listens when it returns. `clock` must outlive it, and so must what the site refers to. Throws
    // runtime::BadSettings: no address, plain text where others can reach it, or a certificate that
    // cannot be used; runtime::Unavailable: the address cannot be listened on.
    HttpServer(HttpListening listening, Site site, runtime::Clock& clock);
    // Nobody new is let in, answers under way are finished within limits.stopping.
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    const std::string& address() const; // "127.0.0.1:8443": the real port
    DoorCounts counts() const;          // any thread

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

} // namespace congto::dashboard
