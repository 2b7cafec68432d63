// A source read by days alone.
#include "agent/reading/sweep.h"

#include "config/runtime/failure.h"
#include "tests/reading/bench.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace std::chrono_literals;
using test::FakeSource;

namespace {

std::string code(int number, const std::string& day)
{
    return "H56.1-" + day + "-" + std::to_string(1000 + number);
}

struct SweepBench : test::ReadingBench {
    SweepBench()
    {
        source.write(1, code(1, "260110"));
        source.write(2, code(2, "260110"));
        source.write(3, code(3, "260115"), "9");
        source.write(4, code(4, "260131"));
        source.write(5, code(5, "260203"));
        for (auto& [key, row] : source.rows) {
            row.cursor = "2026-01-01 00:00:00"; // of no use, as where there is no index on it
        }
        begin();
    }
    void begin()
    {
        sweep.emplace(reading::DaySource{*pages, *spool.spool, clock, 1, tempo.page_rows},
                      *model::parse_day("2026-01-01"));
    }
    void beat()
    {
        sweep->poll(stop.get_token());
        REQUIRE(spool.spool->audit() == std::vector<std::string>{});
        spool.settle();
    }
    // As a Reading does: away for as long as it throws, a wait between two tries.
    void live_through(std::chrono::seconds time)
    {
        for (auto lived = 0s; lived < time; lived += 30s) {
            pass(30s);
            try {
                beat();
            } catch (const runtime::Unavailable&) {
                ++tries;
            }
        }
    }
    void live(std::chrono::seconds time)
    {
        for (auto lived = 0s; lived < time; lived += 2s) {
            pass(2s);
            beat();
        }
    }
    spool::Progress progress() { return spool.spool->progress().at(0); }

    std::optional<reading::Sweep> sweep;
    int tries = 0; // that found nothing
};

} // namespace

TEST_CASE("a sweep reads every day once, newest first, and says how far it is")
{
    SweepBench bench;
    std::vector<std::uint64_t> unread;
    bench.source.after_page = [&] {
        bench.clock.advance(500ms);
        unread.push_back(bench.spool.spool->stand(1).note.pass_unread.value_or(0));
    };
    bench.beat();
    CHECK_FALSE(bench.progress().caught_up);
    CHECK_FALSE(bench.progress().unread);
    CHECK(bench.told().size() == 1); // of today
    bench.live(3min);
    CHECK(bench.progress().caught_up);
    CHECK(bench.progress().unread == 0U);
    CHECK(unread.at(unread.size() / 4) > unread.at(unread.size() / 2));
    CHECK(bench.told() == bench.shown());
    CHECK(bench.spool.day(*model::parse_day("2026-01-01")).verdict == spool::DayStanding::verified);
}

TEST_CASE("what is new today is seen in seconds, of recent days in minutes, of open ones hourly")
{
    SweepBench bench;
    bench.live(1min);
    REQUIRE(bench.told() == bench.shown());
    bench.source.write(6, code(6, "260203"));
    bench.live(12s);
    CHECK(bench.told() == bench.shown());
    bench.source.row(4).status = "9";
    bench.live(5min);
    CHECK(bench.told() == bench.shown());
    bench.source.row(1).status = "9";
    bench.live(61min);
    CHECK(bench.told() == bench.shown());
    // A look does not judge: what is gone stays until its day is read from end to end.
    bench.source.rows.erase(FakeSource::name_of(5));
    bench.live(1min);
    CHECK(bench.told().size() == bench.shown().size() + 1);
    bench.live(7h);
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("a sweep costs a fifth of the time at most when a day takes long")
{
    SweepBench bench;
    bench.live(1min);
    std::chrono::milliseconds read{};
    bench.source.after_page = [&] {
        bench.clock.advance(4s);
        read += 4s;
    };
    const auto began = bench.clock.steady();
    bench.live(1h);
    CHECK(read <= (bench.clock.steady() - began) * 22 / 100);
    CHECK(read >= (bench.clock.steady() - began) * 15 / 100);
}

TEST_CASE("a sweep that begins again goes on where it was, and run once reads every day")
{
    SweepBench bench;
    bench.live(1min);
    const auto claims = bench.spool.spool->accounts().sources[0].claims;
    bench.begin();
    bench.live(1min);
    CHECK(bench.spool.spool->accounts().sources[0].claims == claims);
    CHECK(bench.progress().caught_up);

    bench.source.rows.erase(FakeSource::name_of(3));
    bench.sweep->read_all(bench.stop.get_token());
    CHECK(bench.told() == bench.shown());
    bench.source.away = true;
    CHECK_THROWS_AS(bench.sweep->read_all(bench.stop.get_token()), runtime::Unavailable);
}

TEST_CASE("a source that was away is read a moment after it is back")
{
    SweepBench bench;
    bench.live(1min);
    SECTION("it does not answer")
    {
        bench.source.away = true;
        bench.live_through(20min);
        CHECK(bench.tries == 40);
        bench.source.away = false;
    }
    SECTION("it is emptied, and filled again")
    {
        const auto rows = std::exchange(bench.source.rows, {});
        bench.live_through(20h);
        CHECK_FALSE(bench.progress().caught_up);
        bench.source.rows = rows;
    }
    bench.source.write(6, code(6, "260203"));
    bench.live(1min);
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("a day that cannot be read waits longer each time, and keeps no other from being read")
{
    SweepBench bench;
    bench.source.failing_days = {"2026-01-31"};
    bench.source.row(4).cursor = "2020-01-01 00:00:00"; // on no other day either
    bench.live(1min);
    CHECK(bench.told().size() == bench.shown().size() - 1);
    const auto failing = [&bench] {
        const auto before = bench.source.day_queries;
        const auto read = bench.source.pages_read;
        bench.live(1h);
        return bench.source.day_queries - before - (bench.source.pages_read - read);
    };
    CHECK(failing() <= 4);
    CHECK(failing() <= 1);
    bench.source.write(6, code(6, "260203"));
    bench.live(12s);
    CHECK(bench.told().size() == bench.shown().size() - 1);
}
