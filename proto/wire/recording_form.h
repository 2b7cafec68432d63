// How records stand in a file. Of this room alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace congto::wire {

// A letter no text begins with, the name, and a line end that copying as text would alter.
inline constexpr std::string_view kMark = "\x89"
                                          "CGTO\r\n";
inline constexpr std::size_t kPrefixBytes = kMark.size() + 1; // and the edition
inline constexpr std::size_t kLengthBytes = 4;
inline constexpr std::size_t kCheckBytes = 8;
// The largest batch a collector may be set to take, and room for what surrounds it.
inline constexpr std::uint32_t kMostRecordBytes = 80U << 20;

std::string recording_prefix();
// Little-endian.
std::string length_bytes(std::uint32_t length);
std::uint32_t length_of(std::string_view bytes);

} // namespace congto::wire
