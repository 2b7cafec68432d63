// Addresses of hosts as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace congto::dashboard {

// The one way an address is written here: "10.1.2.3" also for "::ffff:10.1.2.3", "::1" for
// "0:0:0:0:0:0:0:1". None: it is no address.
std::optional<std::string> address_of(std::string_view text);

// What is counted as one host: an IPv4 address, and of an IPv6 address the first 64 bits, of which
// a single host has all. `address` as address_of() writes it.
std::string host_of(const std::string& address);

// "address:port", "[address]:port" or "localhost:port" in its parts. None: it is none of these.
struct Endpoint {
    std::string address;
    unsigned short port = 0;
    bool is_loopback = false;
};
std::optional<Endpoint> endpoint_of(std::string_view text);
std::string text_of(const Endpoint& endpoint); // "127.0.0.1:8443", "[::1]:8443"

} // namespace congto::dashboard
