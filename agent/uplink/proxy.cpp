#include "agent/uplink/proxy.h"

#include "agent/uplink/settings.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <sstream>
#include <string_view>

namespace congto::uplink {
namespace {

// The first that is set, and its name.
std::optional<Proxy> first_of(std::initializer_list<const char*> variables)
{
    for (const char* variable : variables) {
        const char* value = std::getenv(variable);
        if (value != nullptr && *value != '\0') {
            return Proxy{variable, value};
        }
    }
    return std::nullopt;
}

bool is_left_out(std::string_view host)
{
    const auto without = first_of({"no_grpc_proxy", "no_proxy"});
    std::istringstream names(without ? without->address : "");
    for (std::string name; std::getline(names, name, ',');) {
        name.erase(0, name.find_first_not_of(' '));
        name.erase(name.find_last_not_of(' ') + 1);
        if (!name.empty() && host.ends_with(name)) {
            return true;
        }
    }
    return false;
}

} // namespace

std::optional<Proxy> proxy_to(const std::string& address)
{
    auto proxy = first_of({"grpc_proxy", "https_proxy", "http_proxy"});
    if (!proxy || is_loopback(address) || is_left_out(host_of(address))) {
        return std::nullopt;
    }
    std::string& at = proxy->address;
    if (const auto scheme = at.find("://"); scheme != std::string::npos) {
        at.erase(0, scheme + 3);
    }
    at.erase(std::min(at.find('/'), at.size()));
    if (const auto account = at.rfind('@'); account != std::string::npos) {
        at.erase(0, account + 1);
    }
    if (!is_address(at)) {
        at += ":80";
    }
    return proxy;
}

} // namespace congto::uplink
