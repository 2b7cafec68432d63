#include "collector/access/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace congto::access {

std::string network_of(const std::string& host)
{
    std::string bare = host.substr(0, host.find('%'));
    if (bare.starts_with('[')) {
        bare = bare.substr(1, bare.find(']') - 1);
    }
    in6_addr address{};
    if (inet_pton(AF_INET6, bare.c_str(), &address) != 1 || IN6_IS_ADDR_V4MAPPED(&address)) {
        return host;
    }
    std::fill(std::begin(address.s6_addr) + 8, std::end(address.s6_addr), std::uint8_t{0});
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, &address, text.data(), text.size());
    return std::string(text.data()) + "/64";
}

} // namespace congto::access
