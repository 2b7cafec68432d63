// Ports for servers of tests.
#pragma once

#include <cstdint>

namespace congto::test {

// A loopback port nobody listens on now. Not given twice by one process; another process may still
// take it first, so a server that cannot bind tries the next.
std::uint16_t free_port();

} // namespace congto::test
