// Which protocols these programs speak.
#pragma once

#include <cstdint>

namespace congto::wire {

// Both ends included. Raised when an older program would misunderstand; proto/README.md says when
// that is.
inline constexpr std::uint32_t kProtocolMin = 1;
inline constexpr std::uint32_t kProtocolMax = 1;

} // namespace congto::wire
