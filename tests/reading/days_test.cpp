// What following never sees, found by reading whole days.
#include "agent/reading/days.h"

#include "config/runtime/failure.h"
#include "tests/reading/bench.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace std::chrono_literals;
using reading::Scope;
using test::FakeSource;

namespace {

const model::Day kToday = *model::parse_day("2026-02-03");

std::string code(int number, const std::string& day = "260203")
{
    return "H56.1-" + day + "-" + std::to_string(10000 + number);
}

// A source followed to its end, and its days.
struct DaysBench : test::ReadingBench {
    explicit DaysBench(int rows, std::size_t page = 3) : ReadingBench(page)
    {
        for (int i = 0; i < rows; ++i) {
            source.write(i, code(i));
        }
        pass(2h);
        settle();
        spool.settle();
        days.emplace(reading::DaySource{*pages, *spool.spool, clock, 1, tempo.page_rows});
    }

    // Everything that is due, sent and judged.
    void read_days(Scope scope = Scope::due)
    {
        days->beat(stop.get_token(), 1s, scope);
        REQUIRE(spool.spool->audit() == std::vector<std::string>{});
        spool.settle();
    }
    void ask(model::Day from = kToday, model::Day to = kToday)
    {
        spool.spool->ask_for_days(1, from, to);
        clock.advance(2s);
    }
    spool::DayStanding verdict(model::Day day = kToday) { return spool.day(day).verdict; }
    std::uint64_t claims() { return spool.spool->accounts().sources[0].claims; }

    std::optional<reading::Days> days;
};

} // namespace

TEST_CASE("what was deleted, left out or changed without a trace is found when its day is read")
{
    DaysBench bench(9);
    bench.source.rows.erase(FakeSource::name_of(4));
    bench.source.row(5).draft = true;
    bench.source.row(6).status = "9";
    bench.read_days();
    CHECK(bench.told().size() == 7);
    CHECK(bench.told() == bench.shown());
    CHECK(bench.verdict() == spool::DayStanding::verified);
    // The days before, of which nothing is known, are verified to be empty.
    CHECK(bench.verdict({kToday.number - 7}) == spool::DayStanding::verified);
    CHECK(bench.claims() == 8);

    bench.read_days();
    CHECK(bench.claims() == 8);
    bench.pass(7h);
    bench.read_days();
    CHECK(bench.claims() == 16);
}

TEST_CASE("a day that changes while it is read is verified as it is told")
{
    DaysBench bench(20);
    int pages = 0;
    bench.source.after_page = [&] {
        ++pages;
        bench.source.rows.erase(FakeSource::name_of(pages));
        bench.source.write(30 + pages, code(30 + pages));
        bench.source.row(20 - pages).status = "9";
        const auto after = std::exchange(bench.source.after_page, nullptr);
        bench.poll();
        bench.source.after_page = after;
        if (pages == 5) {
            bench.source.after_page = nullptr;
        }
    };
    bench.read_days();
    CHECK(bench.verdict() == spool::DayStanding::verified);
    bench.ask();
    bench.read_days();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.verdict() == spool::DayStanding::verified);
}

TEST_CASE("a table rebuilt under other keys is read again by its pages, a few a beat")
{
    DaysBench bench(60, 5);
    for (int i = 0; i < 60; ++i) {
        bench.source.write(100 + i, code(i));
    }
    bench.pass(2h);
    bench.settle(); // the new rows wait, each for its code
    for (int i = 0; i < 60; ++i) {
        bench.source.rows.erase(FakeSource::name_of(i));
    }
    bench.ask();
    bench.read_days(Scope::asked);
    CHECK(bench.told().empty());
    bench.source.pages_read = 0;
    for (std::size_t beat = 1; beat <= 3; ++beat) {
        bench.poll();
        CHECK(bench.source.pages_read <= 5 * beat);
        bench.pass(1s);
    }
    CHECK(bench.told() == bench.shown());
    CHECK(bench.spool.spool->revisits(1, 1).empty());
}

TEST_CASE("rows the day query misses are asked for, and not taken for gone")
{
    DaysBench bench(9);
    bench.source.day_misses = {FakeSource::name_of(2), FakeSource::name_of(3)};
    bench.source.rows.erase(FakeSource::name_of(4));
    bench.read_days();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.verdict() == spool::DayStanding::verified);
}

TEST_CASE("a row query that finds nothing takes no dossier for gone")
{
    DaysBench bench(9);
    bench.source.finds_rows = false;
    bench.source.day_misses = {FakeSource::name_of(2)};
    SECTION("of a day with rows") {}
    SECTION("of a day without")
    {
        bench.source.write(20, code(20, "260201"));
        bench.settle();
        bench.source.row(20).cursor = "2026-02-01 10:00:00";
        for (int i = 0; i < 9; ++i) {
            bench.source.day_misses.insert(FakeSource::name_of(i));
        }
    }
    bench.ask();
    bench.read_days(Scope::asked);
    CHECK_THAT(bench.days->fault(), Catch::Contains("row query does not find the row of a key"));
    CHECK(bench.claims() == 0);
    CHECK(bench.told() == bench.shown());

    bench.source.finds_rows = true;
    bench.source.rows.erase(FakeSource::name_of(4));
    bench.clock.advance(1h);
    bench.read_days(Scope::asked);
    CHECK(bench.days->fault().empty());
    CHECK(bench.told() == bench.shown());
    CHECK(bench.verdict() == spool::DayStanding::verified);
}

TEST_CASE("a row that goes away while it is in quarantine leaves it")
{
    DaysBench bench(9);
    for (int i = 20; i < 70; ++i) {
        bench.source.write(i, code(i), "no status");
    }
    bench.settle();
    const auto in_quarantine = [&] {
        return bench.spool.spool->accounts().sources[0].in_quarantine;
    };
    REQUIRE(in_quarantine() == 50);
    for (int i = 20; i < 69; ++i) {
        bench.source.rows.erase(FakeSource::name_of(i));
    }
    bench.source.finds_rows = false;
    bench.ask();
    bench.read_days();
    CHECK(in_quarantine() == 50); // a row query that finds nothing proves nothing
    bench.source.finds_rows = true;
    // Some with each day that is read.
    for (int day = 0; day < 4; ++day) {
        bench.ask();
        bench.read_days();
    }
    CHECK(in_quarantine() == 1);
    CHECK(bench.told().size() == 9);
}

TEST_CASE("a row whose dossier is of another day now is no row the day query misses")
{
    DaysBench bench(3);
    bench.source.row(1).code = code(1, "260130");
    bench.source.row(1).cursor = "2026-01-30 10:00:00";
    bench.ask();
    bench.read_days(Scope::asked);
    CHECK(bench.told() == bench.shown());
    CHECK(bench.verdict() == spool::DayStanding::verified);
}

TEST_CASE("a day query that misses thousands removes nothing and claims nothing")
{
    DaysBench bench(2600, 500);
    for (int i = 0; i < 2500; ++i) {
        bench.source.day_misses.insert(FakeSource::name_of(i));
    }
    bench.ask();
    bench.read_days(Scope::asked);
    CHECK(bench.claims() == 0);
    CHECK_THAT(bench.days->fault(), Catch::Contains("day query does not show thousands of rows"));
    CHECK(bench.told().size() == 2600);

    // Gone in truth, they are proposed for removal: whoever believes it is not the agent.
    for (int i = 0; i < 2500; ++i) {
        bench.source.rows.erase(FakeSource::name_of(i));
    }
    bench.clock.advance(1h);
    bench.read_days(Scope::asked);
    CHECK(bench.days->fault().empty());
    CHECK(bench.told() == bench.shown());
    CHECK(bench.verdict() == spool::DayStanding::verified);
}

TEST_CASE("a source that shows nothing at all is not believed until it shows something")
{
    DaysBench bench(9);
    bench.source.write(20, code(20, "260201"));
    bench.settle();
    const auto rows = std::exchange(bench.source.rows, {});
    bench.ask({kToday.number - 2}, kToday);
    bench.read_days(Scope::asked);
    CHECK_THAT(bench.days->fault(), Catch::Contains("shows no row"));
    CHECK(bench.spool.day(kToday).claimed == 0);
    CHECK(bench.told().size() == 10);

    bench.source.rows = rows;
    bench.source.rows.erase(FakeSource::name_of(20));
    bench.clock.advance(1h);
    bench.read_days(Scope::asked);
    CHECK(bench.days->fault().empty());
    // A day that is empty while others are not is told as it is.
    CHECK(bench.told().size() == 9);
    CHECK(bench.verdict({kToday.number - 2}) == spool::DayStanding::verified);
}

TEST_CASE("a day the collector finds different is sent whole, until it is verified")
{
    DaysBench bench(9);
    bench.read_days();
    // The collector lost one and kept another that is gone.
    const std::pair<std::uint16_t, model::DossierId> lost =
        bench.spool.receiver.dossiers.begin()->first;
    bench.spool.receiver.dossiers.erase(lost);
    bench.spool.receiver.digests.erase(lost);
    auto kept = lost;
    kept.second.bytes[15] ^= 1;
    bench.spool.receiver.dossiers[kept] = model::Status::received;
    bench.spool.receiver.digests[kept] = 5;
    bench.ask();
    bench.read_days(Scope::asked);
    CHECK(bench.verdict() == spool::DayStanding::differs);

    bench.clock.advance(6s);
    bench.read_days();
    CHECK(bench.verdict() == spool::DayStanding::verified);
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("a day query that fails keeps nobody from new rows, and is tried less and less")
{
    DaysBench bench(3);
    bench.source.days_fail = true;
    bench.source.write(5, code(5));
    bench.source.day_queries = 0;
    for (int second = 0; second < 3600; ++second) {
        bench.days->beat(bench.stop.get_token(), 1s, Scope::due);
        bench.pass(1s);
    }
    CHECK(bench.source.day_queries >= 2);
    CHECK(bench.source.day_queries <= 6);
    bench.poll();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.claims() == 0);
    CHECK_THAT(bench.days->fault(), Catch::Contains("no such column"));
    bench.source.days_fail = false;
    bench.clock.advance(1h);
    bench.read_days();
    CHECK(bench.days->fault().empty());
    CHECK(bench.verdict() == spool::DayStanding::verified);
}

TEST_CASE("days take a twentieth of the time; those asked for all there is between two polls")
{
    DaysBench bench(30);
    bench.source.after_page = [&] { bench.clock.advance(100ms); };
    bench.days->beat(bench.stop.get_token(), 1s, Scope::due);
    bench.source.pages_read = 0;
    for (int second = 0; second < 100; ++second) {
        const auto before = bench.source.pages_read;
        bench.days->beat(bench.stop.get_token(), 1s, Scope::due);
        CHECK(bench.source.pages_read <= before + 1);
        bench.clock.advance(900ms);
    }
    CHECK(bench.source.pages_read >= 15);
    CHECK(bench.source.pages_read <= 55);

    bench.ask({kToday.number - 100}, {kToday.number - 50});
    bench.source.pages_read = 0;
    bench.days->beat(bench.stop.get_token(), 1s, Scope::asked);
    CHECK(bench.source.pages_read >= 9);
    CHECK(bench.source.pages_read <= 11);
}
