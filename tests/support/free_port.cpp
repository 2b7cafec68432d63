#include "tests/support/free_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <set>
#include <system_error>

namespace congto::test {

namespace {

std::uint16_t port_of_kernels_choice()
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    const bool bound = descriptor >= 0 && bind(descriptor, generic, size) == 0 &&
                       getsockname(descriptor, generic, &size) == 0;
    const int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    if (!bound)
        throw std::system_error(error, std::generic_category(), "no free loopback port");
    return ntohs(address.sin_port);
}

} // namespace

std::uint16_t free_port()
{
    static std::mutex mutex;
    static std::set<std::uint16_t> given;
    const std::lock_guard lock(mutex);
    for (;;) {
        const auto port = port_of_kernels_choice();
        if (given.insert(port).second)
            return port;
    }
}

} // namespace congto::test
