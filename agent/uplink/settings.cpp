#include "agent/uplink/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace congto::uplink {
namespace {

struct HostPort {
    std::string_view host;
    std::string_view port;
};

std::optional<HostPort> split(std::string_view address)
{
    const auto colon = address.rfind(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    HostPort parts{address.substr(0, colon), address.substr(colon + 1)};
    if (parts.host.size() > 2 && parts.host.front() == '[' && parts.host.back() == ']') {
        parts.host = parts.host.substr(1, parts.host.size() - 2);
    } else if (parts.host.find(':') != std::string_view::npos) {
        return std::nullopt;
    }
    return parts;
}

std::optional<unsigned> number(std::string_view digits, unsigned most)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value > most) {
        return std::nullopt;
    }
    return value;
}

// Four numbers 0 to 255: "127.evil.example" is a name, not an address of this machine.
bool is_loopback_v4(std::string_view host)
{
    std::array<std::optional<unsigned>, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto dot = host.find('.');
        if ((dot == std::string_view::npos) != (i == parts.size() - 1)) {
            return false;
        }
        parts[i] = number(host.substr(0, dot), 255);
        host.remove_prefix(dot == std::string_view::npos ? host.size() : dot + 1);
    }
    return parts[0] == 127U && std::all_of(parts.begin(), parts.end(),
                                           [](const auto& part) { return part.has_value(); });
}

} // namespace

bool is_address(std::string_view address)
{
    constexpr unsigned kLastPort = 65'535;
    constexpr std::string_view kHostLetters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:%";
    const auto parts = split(address);
    return parts && !parts->host.empty() &&
           parts->host.find_first_not_of(kHostLetters) == std::string_view::npos &&
           number(parts->port, kLastPort).value_or(0) != 0;
}

std::string host_of(std::string_view address)
{
    const auto parts = split(address);
    return parts ? std::string(parts->host) : std::string();
}

bool is_loopback(std::string_view address)
{
    const auto parts = split(address);
    return parts &&
           (parts->host == "localhost" || parts->host == "::1" || is_loopback_v4(parts->host));
}

} // namespace congto::uplink
