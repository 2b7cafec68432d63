// Who is one: whoever has one address of an IPv6 /64 has all of them.
#pragma once

#include <string>

namespace congto::access {

// "2001:db8:1:2::/64" of "[2001:db8:1:2:3::4]" and its like; others as they are.
std::string network_of(const std::string& host);

} // namespace congto::access
