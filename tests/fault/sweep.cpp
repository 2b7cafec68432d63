#include "tests/fault/sweep.h"

#include "tests/support/rounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

namespace congto::test {
namespace {

constexpr std::uint64_t kShortForm = rounds(8);

// Points from one to the next.
std::uint64_t stride_for(std::uint64_t points)
{
    const char* asked = std::getenv("CONGTO_FAULT_POINTS");
    if (asked != nullptr && asked == std::string_view("all")) {
        return 1;
    }
    const std::uint64_t wanted = asked == nullptr ? kShortForm : std::stoull(asked);
    return std::max<std::uint64_t>(1, points / std::max<std::uint64_t>(1, wanted));
}

} // namespace

std::uint32_t sweep_seed()
{
    static const std::uint32_t seed = [] {
        const char* given = std::getenv("CONGTO_SEED");
        const auto chosen = given == nullptr ? std::random_device{}()
                                             : static_cast<std::uint32_t>(std::stoul(given));
        std::printf("CONGTO_SEED=%u\n", chosen);
        return chosen;
    }();
    return seed;
}

void sweep(const std::string& what, const Attempt& attempt)
{
    std::mt19937 random(sweep_seed());
    const std::uint64_t points = attempt(0, sweep_seed());
    REQUIRE(points > 0);
    const std::uint64_t stride = stride_for(points);
    std::uint64_t done = 0;
    for (std::uint64_t n = 1 + random() % stride; n <= points; n += stride) {
        INFO(what << ", point " << n << " of " << points << ", CONGTO_SEED=" << sweep_seed());
        attempt(n, static_cast<std::uint32_t>(random()));
        ++done;
    }
    attempt(points + 1, static_cast<std::uint32_t>(random()));
    std::printf("%-64s %6llu points, %llu tried\n", what.c_str(),
                static_cast<unsigned long long>(points), static_cast<unsigned long long>(done));
    std::fflush(stdout);
}

} // namespace congto::test
