// What every fuzzer of this folder needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace congto::fuzz {

// Foreign bytes as text.
inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size)
{
    return {reinterpret_cast<const char*>(bytes), size};
}

// Ends the program, which is how a fuzzer reports, when a promise does not hold.
inline void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

} // namespace congto::fuzz
