#include "agent/commands/reach.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

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

} // namespace

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
