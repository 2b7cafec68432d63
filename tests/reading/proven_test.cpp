// A source followed and proven: nothing that happens to it stays unseen.
#include "agent/reading/proven.h"

#include "tests/reading/bench.h"

#include <catch2/catch.hpp>

#include <random>

using namespace congto;
using namespace std::chrono_literals;
using test::FakeSource;

namespace {

const model::Day kToday = *model::parse_day("2026-02-03");

std::string code(int number)
{
    return "H56.1-26020" + std::to_string(1 + number % 3) + "-" + std::to_string(1000 + number);
}

// Rows come, change, lose their cursor, go, and come back; days are read whenever.
class Life {
public:
    explicit Life(std::uint32_t seed) : random_(seed), bench_(1 + pick(5)) { begin(); }

    void step()
    {
        bench_.pass(std::chrono::seconds(pick(4) == 0 ? 3600 : 2));
        for (std::size_t i = pick(4); i > 0; --i) {
            happen();
        }
        if (pick(5) == 0) {
            bench_.spool.spool->ask_for_days(1, {kToday.number - 2}, kToday);
        }
        if (pick(15) == 0) {
            bench_.restart();
            begin();
        }
        // Others work while a day is read.
        bench_.source.after_page = [&] {
            if (pick(3) == 0) {
                happen();
            }
        };
        proven_->poll(bench_.stop.get_token());
        bench_.source.after_page = nullptr;
        REQUIRE(bench_.spool.spool->audit() == std::vector<std::string>{});
        if (pick(3) != 0) {
            bench_.spool.settle();
        }
    }

    void come_to_rest()
    {
        bench_.pass(2h);
        bench_.settle();
        for (int again = 0; again < 3; ++again) {
            bench_.spool.spool->ask_for_days(1, {kToday.number - 2}, kToday);
            bench_.pass(5s);
            proven_->poll(bench_.stop.get_token());
            bench_.spool.settle();
        }
        REQUIRE(bench_.told() == bench_.shown());
        for (const auto& day : bench_.spool.spool->days(1)) {
            REQUIRE((day.claimed == 0 || day.verdict == spool::DayStanding::verified));
        }
    }

private:
    std::size_t pick(std::size_t below)
    {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }

    void begin()
    {
        days_.emplace(reading::DaySource{*bench_.pages, *bench_.spool.spool, bench_.clock, 1,
                                         bench_.tempo.page_rows});
        proven_.emplace(bench_.tempo, *bench_.follow, *days_, bench_.clock);
    }

    void happen()
    {
        const int key = static_cast<int>(pick(30));
        const std::string name = FakeSource::name_of(key);
        const bool there = bench_.source.rows.count(name) != 0;
        switch (pick(5)) {
        case 0:
            bench_.source.rows.erase(name);
            break;
        case 1:
            if (there) {
                bench_.source.row(key).status = "9"; // without a trace
            }
            break;
        case 2:
            if (there) {
                bench_.source.row(key).draft = pick(2) == 0;
            }
            break;
        default:
            bench_.source.write(key, code(key), pick(2) == 0 ? "2" : "4");
            break;
        }
    }

    std::mt19937 random_;
    test::ReadingBench bench_;
    std::optional<reading::Days> days_;
    std::optional<reading::Proven> proven_;
};

} // namespace

TEST_CASE("whatever happens to a source, its days end up at the collector exactly as they are")
{
    const std::uint32_t first = std::random_device{}();
    for (std::uint32_t seed = first; seed != first + 8; ++seed) {
        INFO("seed " << seed);
        Life life(seed);
        for (int i = 0; i < 80; ++i) {
            life.step();
        }
        life.come_to_rest();
    }
}

TEST_CASE("a back-fill of more than six hours lets the other days be read too")
{
    test::ReadingBench bench(2);
    for (int i = 0; i < 60; ++i) {
        bench.source.write(i, code(i));
        bench.pass(1min);
    }
    reading::Days days({*bench.pages, *bench.spool.spool, bench.clock, 1, 2});
    reading::Proven proven(bench.tempo, *bench.follow, days, bench.clock);
    const auto began = bench.clock.steady();
    std::size_t of_days = 0;
    std::optional<std::chrono::steady_clock::duration> claimed_after;
    std::uint64_t read_then = 0;
    bench.source.after_page = [&] {
        if (std::exchange(of_days, bench.source.day_queries) != bench.source.day_queries) {
            return; // a page of a day
        }
        bench.clock.advance(15min);
        if (!claimed_after && bench.spool.spool->accounts().sources[0].claims != 0) {
            claimed_after = bench.clock.steady() - began;
            read_then = bench.spool.spool->stand(1).note.pass_read;
        }
    };
    proven.poll(bench.stop.get_token());
    REQUIRE(claimed_after);
    CHECK(*claimed_after > 6h);
    CHECK(read_then < 58);
}

TEST_CASE("a page of a back-fill does not bring back what a day found gone")
{
    test::ReadingBench bench(2);
    for (int i = 0; i < 60; ++i) {
        bench.source.write(i, code(i));
        bench.pass(1min);
    }
    bench.pass(2h); // nothing is read again by the overlap
    reading::Days days({*bench.pages, *bench.spool.spool, bench.clock, 1, 100});
    reading::Proven proven(bench.tempo, *bench.follow, days, bench.clock);
    std::size_t of_days = 0;
    int pages = 0;
    bench.source.after_page = [&] {
        if (std::exchange(of_days, bench.source.day_queries) != bench.source.day_queries) {
            return;
        }
        bench.clock.advance(3s);
        if (++pages == 16) {
            // Gone after its page was read, and then its day is asked for.
            bench.source.rows.erase(FakeSource::name_of(30));
            bench.spool.spool->ask_for_days(1, {kToday.number - 2}, kToday);
        }
    };
    proven.poll(bench.stop.get_token());
    CHECK(bench.told().size() == 59);
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("days asked for are read in the middle of a back-fill, the others after it")
{
    test::ReadingBench bench(2);
    for (int i = 0; i < 60; ++i) {
        bench.source.write(i, code(i));
        bench.pass(1min);
    }
    reading::Days days({*bench.pages, *bench.spool.spool, bench.clock, 1, 2});
    reading::Proven proven(bench.tempo, *bench.follow, days, bench.clock);
    bench.spool.spool->ask_for_days(1, {kToday.number - 1}, {kToday.number - 1});
    std::optional<std::uint64_t> read_then;
    bench.source.after_page = [&] {
        bench.clock.advance(400ms);
        for (const auto& day : bench.spool.spool->days(1)) {
            if (day.claimed != 0 && !read_then) {
                CHECK(day.day == model::Day{kToday.number - 1});
                read_then = bench.spool.spool->stand(1).note.pass_read;
            }
        }
    };
    proven.poll(bench.stop.get_token());
    REQUIRE(read_then);
    CHECK(*read_then < 40);
    bench.source.after_page = nullptr;
    bench.clock.advance(1min);
    proven.poll(bench.stop.get_token());
    bench.spool.settle();
    CHECK(bench.spool.day(kToday).verdict == spool::DayStanding::verified);
    CHECK(bench.told() == bench.shown());
}
