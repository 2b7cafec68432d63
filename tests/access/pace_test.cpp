#include "collector/access/pace.h"

#include <catch2/catch.hpp>

#include <chrono>

namespace congto::test {
namespace {

TEST_CASE("so many a minute of one host, so many of all, and anew the minute after")
{
    access::Pace pace(2, 3);
    runtime::Instant now{std::chrono::hours(24 * 20000)};
    CHECK(pace.lets("a", now));
    CHECK(pace.lets("a", now));
    CHECK_FALSE(pace.lets("a", now));
    CHECK(pace.lets("b", now));
    CHECK_FALSE(pace.lets("c", now));
    now += std::chrono::minutes(1);
    CHECK(pace.lets("a", now));
    CHECK(pace.lets("c", now));
}

} // namespace
} // namespace congto::test
