#include "agent/commands/reach.h"

#include "agent/uplink/settings.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <sstream>
#include <string_view>

namespace congto::agent {
namespace {

struct Socket {
    explicit Socket(const addrinfo& to)
        : number(
              socket(to.ai_family, to.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, to.ai_protocol))
    {
    }
    ~Socket()
    {
        if (number >= 0) {
            close(number);
        }
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    int number;
};

// 0: connected; else an errno.
int connect_to(const addrinfo& to, std::chrono::milliseconds timeout)
{
    const Socket opened(to);
    if (opened.number < 0) {
        return errno;
    }
    if (connect(opened.number, to.ai_addr, to.ai_addrlen) == 0) {
        return 0;
    }
    if (errno != EINPROGRESS) {
        return errno;
    }
    pollfd waiting{opened.number, POLLOUT, 0};
    if (poll(&waiting, 1, static_cast<int>(timeout.count())) != 1) {
        return ETIMEDOUT;
    }
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(opened.number, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

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
    if (!proxy || uplink::is_loopback(address) || is_left_out(uplink::host_of(address))) {
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
    if (!uplink::is_address(at)) {
        at += ":80";
    }
    return proxy;
}

std::optional<std::string> why_unreachable(const std::string& address,
                                           std::chrono::milliseconds timeout)
{
    const std::size_t colon = address.rfind(':');
    std::string host = address.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int failed = getaddrinfo(host.c_str(), address.c_str() + colon + 1, &hints, &found);
    if (failed != 0) {
        return std::string("its name is not known: ") + gai_strerror(failed);
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, freeaddrinfo);
    int error = 0;
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
        error = connect_to(*one, timeout);
        if (error == 0) {
            return std::nullopt;
        }
    }
    return std::strerror(error);
}

} // namespace congto::agent
