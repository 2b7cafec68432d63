// Whether an address answers at all.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace congto::agent {

// Connects by TCP to "host:port" and hangs up. None: it answers; else why not, for a person.
std::optional<std::string> why_unreachable(const std::string& address,
                                           std::chrono::milliseconds timeout);

// The proxy through which gRPC reaches "host:port": of grpc_proxy, https_proxy and http_proxy the
// first that is set, unless no_grpc_proxy or no_proxy names the host, or it is of this machine.
struct Proxy {
    std::string variable; // "https_proxy"
    std::string address;  // "host:port", without what signs in there
};
std::optional<Proxy> proxy_to(const std::string& address);

} // namespace congto::agent
