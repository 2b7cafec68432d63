// Names that nobody else has.
#pragma once

#include <array>
#include <cstdint>

namespace congto::spool {

// From the system's generator of secrets. Throws Failure when it has none.
std::array<std::uint8_t, 16> random_name();

} // namespace congto::spool
