// What reading says of itself, and how much it asks of its source.
#include "tests/reading/bench.h"

#include "agent/reading/reading.h"
#include "config/runtime/failure.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace congto;
using namespace std::chrono_literals;
using test::ReadingBench;

namespace {

std::string code(int number)
{
    return "H56.1-260203-" + std::to_string(1000 + number);
}

void fill(ReadingBench& bench, int rows)
{
    for (int i = 0; i < rows; ++i) {
        bench.source.write(i, code(i));
    }
}

} // namespace

TEST_CASE("the unread are counted while there is a backlog, and none at its end")
{
    ReadingBench bench(5);
    fill(bench, 30);
    std::vector<std::uint64_t> unread;
    bench.source.after_page = [&] {
        bench.clock.advance(2s);
        unread.push_back(bench.spool.spool->progress().at(0).unread.value_or(99));
    };
    bench.poll();
    // Falls from page to page; then the overlap is read again.
    CHECK(unread == std::vector<std::uint64_t>{99, 25, 20, 15, 10, 5, 0, 0, 0, 0, 0});
    CHECK(bench.spool.spool->progress().at(0).unread == 0U);
    CHECK(bench.spool.spool->progress().at(0).mapped == 30);
}

TEST_CASE("a source that cannot count says nothing of the unread")
{
    ReadingBench bench(5);
    bench.source.counts = false;
    fill(bench, 30);
    std::optional<std::uint64_t> unread = 1;
    bench.source.after_page = [&] {
        bench.clock.advance(2s);
        unread = bench.spool.spool->progress().at(0).unread;
    };
    bench.poll();
    CHECK_FALSE(unread.has_value());
}

TEST_CASE("caught up is said as of the beginning of a look that found nothing new")
{
    ReadingBench bench(100);
    fill(bench, 10);
    bench.poll();
    CHECK_FALSE(bench.follow->caught_up()); // everything was new
    bench.pass(20s);
    const auto before = bench.clock.now();
    bench.poll();
    CHECK(bench.follow->caught_up());
    CHECK(bench.spool.spool->progress().at(0).known_at == before);
}

TEST_CASE("a large overlap is read in parts, and new rows do not wait for it")
{
    ReadingBench bench(5);
    fill(bench, 100);
    bench.poll();
    bench.pass(10s);
    bench.source.pages_read = 0;
    bench.source.write(500, code(500));
    bench.poll();
    CHECK(bench.told().size() == 101);
    CHECK(bench.source.pages_read <= 6);
    bench.settle();
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("one pass to the end reads everything and the whole overlap again")
{
    ReadingBench bench(5);
    fill(bench, 100);
    bench.follow->read_all(bench.stop.get_token());
    CHECK(bench.follow->caught_up());
    CHECK(bench.source.rows_read >= 200);
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("reading waits for a source that is away and goes on by itself")
{
    ReadingBench bench(5);
    fill(bench, 10);
    bench.source.away = true;
    bench.tempo.poll = 5ms;
    runtime::SystemClock clock;
    std::vector<std::string> told;
    reading::Reading reading("fake", bench.tempo.poll, *bench.follow, clock,
                             [&](const std::string& why) { told.push_back(why); });
    SECTION("for as long as it takes")
    {
        std::jthread back([&] {
            test::sleep_for(50ms);
            bench.stop.request_stop();
        });
        reading.run(bench.stop.get_token());
        CHECK(bench.told().empty());
        bench.source.away = false;
        std::stop_source again;
        std::jthread later([&] {
            test::eventually([&] { return bench.spool.spool->progress().at(0).mapped == 10; });
            again.request_stop();
        });
        reading.run(again.get_token());
        CHECK(bench.told() == bench.shown());
        REQUIRE(told.size() == 2);
        CHECK_FALSE(told[0].empty());
        CHECK(told[1].empty());
    }
    SECTION("or for the patience given")
    {
        CHECK_THROWS_AS(reading.run_once(bench.stop.get_token(), 0ms), runtime::Unavailable);
    }
}
