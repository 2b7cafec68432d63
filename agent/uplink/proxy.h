// By way of whom an address is reached.
#pragma once

#include <optional>
#include <string>

namespace congto::uplink {

// The proxy through which gRPC reaches "host:port": of grpc_proxy, https_proxy and http_proxy the
// first that is set, unless no_grpc_proxy or no_proxy names the host, or it is of this machine.
struct Proxy {
    std::string variable; // "https_proxy"
    std::string address;  // "host:port", without what signs in there
};
std::optional<Proxy> proxy_to(const std::string& address);

} // namespace congto::uplink
