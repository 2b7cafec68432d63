// [collector] of the agent's settings: where the collector is and how it is known.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace congto::uplink {

struct CollectorSettings {
    std::string address; // "host:port"; empty: by_file
    // There is no line: what is spooled is carried to the collector as a file.
    bool by_file = false;
    // Without TLS; lawful for an address of this machine only.
    bool plaintext = false;
    // TLS, one of two ways: the one file that enrolling makes and the agent renews
    // (identity_file.h),
    std::optional<std::filesystem::path> identity_file;
    // or certificates that vouch for the collector (none: the machine's own), and this agent's
    // certificate and key (both or none), which somebody else renews.
    std::optional<std::filesystem::path> ca_file;
    std::optional<std::filesystem::path> certificate_file;
    std::optional<std::filesystem::path> key_file;
};

// "host:port", "[::1]:port".
bool is_address(std::string_view address);

// Of a lawful address, without brackets.
std::string host_of(std::string_view address);

// The host is 127.0.0.0/8, ::1 or localhost.
bool is_loopback(std::string_view address);

} // namespace congto::uplink
