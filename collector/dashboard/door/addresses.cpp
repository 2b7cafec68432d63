#include "collector/dashboard/door/addresses.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace congto::dashboard {
namespace {

std::optional<in6_addr> v6_of(const std::string& text)
{
    in6_addr v6{};
    return inet_pton(AF_INET6, text.c_str(), &v6) == 1 ? std::optional(v6) : std::nullopt;
}

std::string text_of(const in6_addr& v6)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    return inet_ntop(AF_INET6, &v6, text.data(), text.size());
}

bool is_loopback(const std::string& address)
{
    const auto v6 = v6_of(address);
    return v6 ? IN6_IS_ADDR_LOOPBACK(&*v6) : address.starts_with("127.");
}

} // namespace

std::optional<std::string> address_of(std::string_view text)
{
    const std::string address(text);
    if (address.size() != std::strlen(address.c_str())) {
        return std::nullopt;
    }
    std::array<char, INET_ADDRSTRLEN> written{};
    in_addr v4{};
    if (inet_pton(AF_INET, address.c_str(), &v4) == 1) {
        return inet_ntop(AF_INET, &v4, written.data(), written.size());
    }
    const auto v6 = v6_of(address);
    if (!v6) {
        return std::nullopt;
    }
    if (IN6_IS_ADDR_V4MAPPED(&*v6)) {
        return inet_ntop(AF_INET, v6->s6_addr + 12, written.data(), written.size());
    }
    return text_of(*v6);
}

std::string host_of(const std::string& address)
{
    auto v6 = v6_of(address);
    if (!v6) {
        return address;
    }
    std::fill(v6->s6_addr + 8, v6->s6_addr + 16, 0);
    return text_of(*v6) + "/64";
}

std::optional<Endpoint> endpoint_of(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view host = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (in_brackets) {
        host = host.substr(1, host.size() - 2);
    }
    const bool is_v6 = host.find(':') != std::string_view::npos;
    if (is_v6 != in_brackets) {
        return std::nullopt;
    }
    Endpoint endpoint;
    const auto address = address_of(host == "localhost" ? "127.0.0.1" : host);
    const char* end = digits.data() + digits.size();
    const auto [stopped, fault] = std::from_chars(digits.data(), end, endpoint.port);
    if (!address || digits.empty() || stopped != end || fault != std::errc()) {
        return std::nullopt;
    }
    endpoint.address = *address;
    endpoint.is_loopback = is_loopback(*address);
    return endpoint;
}

std::string text_of(const Endpoint& endpoint)
{
    const bool is_v6 = endpoint.address.find(':') != std::string::npos;
    return (is_v6 ? '[' + endpoint.address + ']' : endpoint.address) + ':' +
           std::to_string(endpoint.port);
}

} // namespace congto::dashboard
