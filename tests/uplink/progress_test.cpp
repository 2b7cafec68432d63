// What the collector is told of progress, and how a stream ends when all is told.
#include "tests/uplink/bench.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace std::chrono_literals;
using test::eventually;
using test::UplinkBench;

TEST_CASE("progress is told when it changes, and now and then without news")
{
    UplinkBench bench;
    bench.waits.heartbeat = 150ms;
    bench.spool_batches(1);
    bench.spool.spool->note(1, {"100", 5, false, model::Instant(3s)});
    bench.call();
    CHECK(eventually([&] { return !bench.collector.progress().empty(); }));
    const auto first = bench.collector.progress().at(0);
    CHECK(first.source() == 1);
    CHECK(first.known_at() == 3'000'000);
    CHECK(first.mapped() == 10);
    CHECK(first.unread() == 5);
    CHECK(first.assigned_sequence() == 10);
    CHECK_FALSE(first.caught_up());

    bench.spool.spool->note(1, {"100", std::nullopt, true, model::Instant(4s)});
    CHECK(eventually([&] { return bench.collector.progress().back().caught_up(); }));
    CHECK_FALSE(bench.collector.progress().back().has_unread());

    bench.hang_up();
    const auto told = bench.collector.progress().size();
    bench.call();
    CHECK(eventually([&] { return bench.collector.progress().size() >= told + 2; }));
}

TEST_CASE("when all is told the stream ends in good order")
{
    UplinkBench bench;
    bench.spool_batches(4);
    bench.spool.spool->note(1, {"100", 0, true, model::Instant(4s)});
    uplink::Uplink uplink(bench.settings, *bench.spool.spool, bench.clock, bench.waits);
    uplink.finish();
    uplink.run({});
    CHECK(bench.spool.spool->accounts().pending == 0);
    CHECK(bench.collector.progress().back().caught_up());
    CHECK(bench.collector.streams_ended() == 1);
}

TEST_CASE("told to finish, an uplink does not wait to tell the last progress")
{
    UplinkBench bench;
    bench.waits.progress = 1h;
    bench.spool_batches(1);
    bench.call();
    REQUIRE(bench.all_receipted());
    REQUIRE(eventually([&] { return !bench.collector.progress().empty(); }));
    bench.spool.spool->note(1, {"100", 0, true, model::Instant(4s)});
    bench.uplink->finish();
    CHECK(eventually([&] { return bench.collector.streams_ended() == 1; }));
    CHECK(bench.collector.progress().back().caught_up());
}

TEST_CASE(
    "told to finish, an uplink says of when the last progress is, though all else is as before")
{
    UplinkBench bench;
    bench.waits.progress = 1h;
    bench.spool_batches(1);
    bench.spool.spool->note(1, {"100", 0, true, model::Instant(4s)});
    bench.call();
    REQUIRE(bench.all_receipted());
    REQUIRE(eventually([&] { return !bench.collector.progress().empty(); }));
    bench.spool.spool->note(1, {"100", 0, true, model::Instant(9s)});
    bench.uplink->finish();
    CHECK(eventually([&] { return bench.collector.streams_ended() == 1; }));
    CHECK(bench.collector.progress().back().known_at() == 9'000'000);
}
