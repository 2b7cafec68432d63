// How often a property is tried.
#pragma once

#include <cstdint>

namespace congto::test {

// A third of all with sanitizers, which are slow, and look at what each path does rather than at
// what comes of many orders: these are tried where the same test runs without them.
constexpr std::uint32_t rounds(std::uint32_t all)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return (all + 2) / 3;
#else
    return all;
#endif
}

} // namespace congto::test
