// Ports for servers of tests.
#pragma once

#include <cstdint>

namespace congto::test {

// A loopback port nobody listens on now, for a server that stops and comes back on it. Not given
// twice by one process, and none of those the kernel gives by itself: one of these would be taken
// by whoever connects somewhere while the server is away.
std::uint16_t free_port();

} // namespace congto::test
