// Fixed-width integers as bytes. Of the encodings in proto/ alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

namespace congto::model {

template <typename Integer>
void append_little_endian(std::string& bytes, Integer value)
{
    const auto bits = static_cast<std::make_unsigned_t<Integer>>(value);
    std::array<char, sizeof(Integer)> written{}; // compilers make one store of the loop
    for (std::size_t i = 0; i < sizeof(Integer); ++i) {
        written[i] = static_cast<char>(bits >> (8 * i) & 0xFFU);
    }
    bytes.append(written.data(), written.size());
}

// The 8 bytes at `bytes`.
inline std::uint64_t read_little_endian(const std::uint8_t* bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    }
    return value;
}

} // namespace congto::model
