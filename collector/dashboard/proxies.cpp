#include "collector/dashboard/proxies.h"

#include "collector/dashboard/request_headers.h"
#include "config/runtime/text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <optional>

namespace congto::dashboard {
namespace {

constexpr std::size_t kLongestAccount = 128;

// As IPv6 has it; none: it is no address.
std::optional<in6_addr> parsed(const std::string& text)
{
    in6_addr v6{};
    if (text.find('\0') != text.npos) {
        return std::nullopt; // behind it anything could stand
    }
    if (inet_pton(AF_INET6, text.c_str(), &v6) == 1) {
        return v6;
    }
    in_addr v4{};
    if (inet_pton(AF_INET, text.c_str(), &v4) != 1) {
        return std::nullopt;
    }
    return inet_pton(AF_INET6, ("::ffff:" + text).c_str(), &v6) == 1 ? std::optional(v6)
                                                                     : std::nullopt;
}

bool is_usable(std::string_view account)
{
    if (account.empty() || account.size() > kLongestAccount) {
        return false;
    }
    return runtime::is_valid_utf8(account) && runtime::escaped(account) == account;
}

} // namespace

bool is_among(const std::string& address, const std::vector<std::string>& addresses)
{
    const auto wanted = parsed(address);
    return wanted && std::any_of(addresses.begin(), addresses.end(), [&](const auto& one) {
               const auto other = parsed(one);
               return other && IN6_ARE_ADDR_EQUAL(&*wanted, &*other);
           });
}

std::string address_of(const HttpRequest& request, const std::vector<std::string>& proxies)
{
    const auto forwarded = headers_named(request, "x-forwarded-for");
    if (forwarded.empty() || !is_among(request.peer, proxies)) {
        return request.peer;
    }
    std::string last(forwarded.back());
    last.erase(0, last.find_last_of(", \t") + 1); // to nothing where it ends so
    return parsed(last) ? last : request.peer;
}

NamedByProxy named_by_proxy(const HttpRequest& request, const SingleSignOn& single_sign_on)
{
    using How = NamedByProxy::How;
    if (single_sign_on.header.empty()) {
        return {};
    }
    const bool from_there = is_among(request.peer, single_sign_on.from);
    const auto name = header_named(request, single_sign_on.header);
    if (!name.present) {
        return {from_there ? How::nobody : How::elsewhere, {}};
    }
    if (!from_there) {
        return {How::forged, {}};
    }
    if (name.repeated || !is_usable(name.value)) {
        return {How::unusable, {}};
    }
    return {How::somebody, std::string(name.value)};
}

} // namespace congto::dashboard
