// Fixed runs of bytes, as messages carry them and as people read them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace congto::wire {

template <std::size_t Size>
std::string_view bytes_of(const std::array<std::uint8_t, Size>& array)
{
    return {reinterpret_cast<const char*>(array.data()), Size};
}

// None: `bytes` has another length.
template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> array_of(std::string_view bytes)
{
    if (bytes.size() != Size) {
        return std::nullopt;
    }
    std::array<std::uint8_t, Size> array{};
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return array;
}

// Two lower-case hexadecimal digits a byte.
std::string hex(std::string_view bytes);

} // namespace congto::wire
