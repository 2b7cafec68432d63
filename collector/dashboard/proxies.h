// What those in front of the collector say: whose request it is, by address and by name.
#pragma once

#include "collector/dashboard/http_message.h"
#include "collector/dashboard/site_rules.h"

#include <cstdint>
#include <string>
#include <vector>

namespace congto::dashboard {

// The same address written in several ways is one: "::ffff:10.1.2.3" is 10.1.2.3.
bool is_among(const std::string& address, const std::vector<std::string>& addresses);

// The peer; where that is one of our proxies, the last address of its X-Forwarded-For, the only one
// that it wrote itself.
std::string address_of(const HttpRequest& request, const std::vector<std::string>& proxies);

// What single sign-on says of a request.
struct NamedByProxy {
    enum class How : std::uint8_t {
        elsewhere, // it did not come from there
        nobody,    // it came from there, and names nobody
        somebody,
        forged,   // another peer names somebody
        unusable, // several names, an empty one, control characters, more than 128 bytes
    };
    How how = How::elsewhere;
    std::string account; // of somebody
};
NamedByProxy named_by_proxy(const HttpRequest& request, const SingleSignOn& single_sign_on);

} // namespace congto::dashboard
