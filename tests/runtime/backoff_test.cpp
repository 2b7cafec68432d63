#include "config/runtime/backoff.h"

#include <catch2/catch.hpp>

#include <thread>

using namespace congto::runtime;
using namespace std::chrono_literals;

TEST_CASE("waits are drawn below a limit that doubles to its most and no further")
{
    Backoff backoff(100ms, 1s);
    for (const auto limit : {100ms, 200ms, 400ms, 800ms, 1000ms, 1000ms}) {
        CHECK(backoff.limit() == limit);
        const auto wait = backoff.next();
        CHECK(wait >= 0ms);
        CHECK(wait <= limit);
    }
    backoff.reset();
    CHECK(backoff.limit() == 100ms);
}

TEST_CASE("two that start together do not wait alike")
{
    Backoff one(1h, 1h);
    Backoff other(1h, 1h);
    int alike = 0;
    for (int round = 0; round < 20; ++round) {
        alike += one.next() == other.next() ? 1 : 0;
    }
    CHECK(alike < 20);
}

TEST_CASE("a wait ends early when stop is asked for, and says so")
{
    std::stop_source stop;
    CHECK(wait_for(stop.get_token(), 1ms));
    std::jthread asker([&stop] { stop.request_stop(); });
    CHECK_FALSE(wait_for(stop.get_token(), 1h));
}
