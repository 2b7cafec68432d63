#include "tests/support/free_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <mutex>
#include <random>
#include <set>
#include <system_error>

namespace congto::test {

namespace {

constexpr std::uint16_t kLowest = 10'000;
constexpr std::uint16_t kKernelsChoice = 0;

// The lowest port the kernel gives to whoever connects, or listens on any.
std::uint16_t first_given_by_kernel()
{
    std::uint16_t first = 32'768;
    std::ifstream("/proc/sys/net/ipv4/ip_local_port_range") >> first;
    return first;
}

std::uint16_t port_of_choice()
{
    static const std::uint16_t beyond = first_given_by_kernel();
    static std::mt19937 random(std::random_device{}());
    return beyond > kLowest
               ? std::uniform_int_distribution<std::uint16_t>(kLowest, beyond - 1)(random)
               : kKernelsChoice;
}

// 0: somebody has it.
std::uint16_t bound_to(std::uint16_t port)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    const bool bound = descriptor >= 0 && bind(descriptor, generic, size) == 0 &&
                       getsockname(descriptor, generic, &size) == 0;
    const int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    if (!bound && error != EADDRINUSE)
        throw std::system_error(error, std::generic_category(), "no free loopback port");
    return bound ? ntohs(address.sin_port) : 0;
}

} // namespace

std::uint16_t free_port()
{
    static std::mutex mutex;
    static std::set<std::uint16_t> given;
    const std::lock_guard lock(mutex);
    for (;;) {
        const auto port = bound_to(port_of_choice());
        if (port != 0 && given.insert(port).second)
            return port;
    }
}

} // namespace congto::test
