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

TEST_CASE("of IPv6 whoever has one address of a network has them all")
{
    access::Pace pace(1, 100);
    const runtime::Instant now{std::chrono::hours(24 * 20000)};
    CHECK(pace.lets("2001:db8:1:2::1", now));
    CHECK_FALSE(pace.lets("2001:db8:1:2:ffff::9", now));
    CHECK_FALSE(pace.lets("[2001:db8:1:2::7]", now));
    CHECK(pace.lets("2001:db8:1:3::1", now));
    CHECK(pace.lets("::ffff:10.0.0.1", now));
    CHECK(pace.lets("::ffff:10.0.0.2", now));
    CHECK(pace.lets("10.0.0.1", now));
    CHECK(pace.lets("10.0.0.2", now));
}

TEST_CASE("who asks for months adds little to what is never made shorter")
{
    access::EntryPace pace(10, 10);
    runtime::Instant now{std::chrono::hours(24 * 20000)};
    const auto entered_in = [&](std::chrono::minutes time) {
        int entered = 0;
        for (const auto end = now + time; now < end; now += std::chrono::seconds(1)) {
            entered += pace.lets(std::to_string(now.time_since_epoch().count() % 7), now) ? 1 : 0;
        }
        return entered;
    };
    CHECK(entered_in(std::chrono::hours(1)) == 500 + 29);
    CHECK(entered_in(std::chrono::hours(24)) == 24 * 30);
    now += std::chrono::hours(5);
    CHECK(entered_in(std::chrono::minutes(10)) == 100);
    now -= std::chrono::hours(24 * 365);
    CHECK(entered_in(std::chrono::minutes(10)) == 4);
}

} // namespace
} // namespace congto::test
