// Which day is read next, by what is known of each.
#include "agent/reading/day_schedule.h"

#include <catch2/catch.hpp>

#include <set>

using namespace congto;
using namespace std::chrono_literals;
using reading::Kind;
using reading::Tier;
using reading::Turn;

namespace {

// A day's stand as facts.
struct ADay {
    explicit ADay(const char* text) { stand.day = *model::parse_day(text); }
    ADay& read(model::Instant at)
    {
        stand.read_at = at;
        stand.claimed = 7;
        stand.verdict = spool::DayStanding::verified;
        return *this;
    }
    ADay& differs()
    {
        stand.verdict = spool::DayStanding::differs;
        return *this;
    }
    ADay& with_open()
    {
        stand.open = 1;
        return *this;
    }
    ADay& asked()
    {
        stand.asked = true;
        return *this;
    }
    operator spool::DayStand() const { return stand; }

    spool::DayStand stand;
};

model::Day day(const char* text)
{
    return *model::parse_day(text);
}

// Noon of 3 February 2026 in civil time.
const model::Instant kNow = model::start_of(day("2026-02-03")) + 12h;

// All from 27 January to 3 February, read a moment ago.
std::vector<spool::DayStand> recent_days()
{
    std::vector<spool::DayStand> days;
    for (model::Day one = day("2026-01-27"); one <= day("2026-02-03"); ++one.number) {
        days.push_back(ADay(model::text_of(one).c_str()).read(kNow));
    }
    return days;
}

std::vector<spool::DayStand> recent_days_and(std::vector<spool::DayStand> more)
{
    for (const auto& one : recent_days()) {
        more.push_back(one);
    }
    return more;
}

// Everything that is read when nothing else happens, until nothing is due.
std::vector<std::string> turns(reading::DaySchedule& schedule, std::vector<spool::DayStand> days,
                               model::Instant now)
{
    std::vector<std::string> all;
    schedule.learn(days, now);
    for (auto turn = schedule.next(); turn && all.size() < 2000; turn = schedule.next()) {
        all.push_back(model::text_of(turn->day) + (turn->kind == Kind::look ? " look" : "") +
                      (turn->asked ? " asked" : ""));
        schedule.read(*turn, now);
        for (auto& one : days) {
            if (one.day == turn->day && turn->kind == Kind::whole) {
                one.read_at = now;
                one.claimed = 8;
                one.asked = false;
            }
        }
        schedule.learn(days, now);
    }
    return all;
}

using Turns = std::vector<std::string>;

} // namespace

TEST_CASE("days never read are read newest first, with those nobody knows between them")
{
    reading::DaySchedule schedule;
    CHECK(turns(schedule, recent_days_and({ADay("2026-01-23"), ADay("2026-01-25")}), kNow) ==
          Turns{"2026-01-26", "2026-01-25", "2026-01-24", "2026-01-23"});
    // A typing error in a code must not have ten thousand empty days read.
    CHECK(turns(schedule, recent_days_and({ADay("1999-01-01").read(kNow)}), kNow).empty());
}

TEST_CASE("a day asked for goes before all others, and one that failed waits all the same")
{
    reading::DaySchedule schedule;
    const auto days = recent_days_and(
        {ADay("2026-01-26"), ADay("2026-01-24").read(kNow).asked(), ADay("2026-01-25").read(kNow)});
    schedule.learn(days, kNow);
    REQUIRE(schedule.next() == Turn{day("2026-01-24"), Kind::whole, true});
    schedule.failed(*schedule.next_asked());
    CHECK(schedule.next_asked() == std::nullopt);
    CHECK(schedule.next() == Turn{day("2026-01-26"), Kind::whole, false});
    schedule.learn(days, kNow + 6s);
    CHECK(schedule.next_asked() == Turn{day("2026-01-24"), Kind::whole, true});
}

TEST_CASE("today and recent days come back each six hours, open ones daily, closed ones monthly")
{
    reading::DaySchedule schedule;
    const auto days =
        recent_days_and({ADay("2025-12-01").read(kNow).with_open(), ADay("2025-12-02").read(kNow)});
    CHECK(turns(schedule, days, kNow + 5h + 59min).empty());
    CHECK(turns(schedule, days, kNow + 6h).size() == 8);
    const auto next_day = turns(schedule, days, kNow + 24h);
    CHECK(std::count(next_day.begin(), next_day.end(), "2025-12-01") == 1);
    CHECK(std::count(next_day.begin(), next_day.end(), "2025-12-02") == 0);

    // Each closed day has a day of its own within thirty.
    std::set<model::Day> due;
    for (model::Day one = day("2025-01-01"); one < day("2025-01-31"); ++one.number) {
        const auto at = reading::due_at(one, Tier::closed, kNow, reading::kWholeReadings);
        REQUIRE(at);
        CHECK(*at > kNow);
        CHECK(*at <= kNow + 30 * 24h);
        due.insert(model::day_of(*at));
    }
    CHECK(due.size() == 30);
}

TEST_CASE("a day that differs for ever is read with growing pauses, and never delays another")
{
    reading::DaySchedule schedule;
    auto days = recent_days_and({ADay("2025-11-03").read(kNow).differs()});
    std::vector<std::chrono::seconds> gaps;
    auto last = kNow;
    // The short pauses are over by then.
    const auto look = [](model::Instant now) { return now < kNow + 30min ? 1s : 10s; };
    for (auto now = kNow; now < kNow + 72h; now += look(now)) {
        schedule.learn(days, now);
        if (const auto turn = schedule.next()) {
            schedule.read(*turn, now);
            if (turn->day != day("2025-11-03")) {
                continue;
            }
            gaps.push_back(std::chrono::duration_cast<std::chrono::seconds>(now - last));
            last = now;
        }
    }
    // By some looks more: others are read too, one at a time.
    const std::vector<std::chrono::seconds> pauses{0s, 5s, 60s, 600s, 3600s, 6h, 24h, 24h};
    REQUIRE(gaps.size() == pauses.size());
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        CHECK(gaps[i] >= pauses[i]);
        CHECK(gaps[i] <= pauses[i] + 15 * (pauses[i] < 1h ? 1s : 10s));
    }
}

TEST_CASE("when there is too much to read every day waits longer, and none for ever")
{
    reading::DaySchedule schedule(day("2026-01-01"));
    std::vector<spool::DayStand> days;
    for (model::Day one = day("2026-01-01"); one <= day("2026-02-03"); ++one.number) {
        days.push_back(ADay(model::text_of(one).c_str()).read(kNow - 40 * 24h).with_open());
    }
    // A reading takes twenty seconds, today wants one each ten: there is not time for all.
    std::map<std::string, int> looks;
    std::size_t wholes = 0;
    for (auto now = kNow; now < kNow + 6h; now += 20s) {
        schedule.learn(days, now);
        const auto turn = schedule.next();
        REQUIRE(turn);
        schedule.read(*turn, now);
        looks[model::text_of(turn->day)] += turn->kind == Kind::look ? 1 : 0;
        if (turn->kind == Kind::whole) {
            ++wholes;
        }
    }
    CHECK(looks.at("2026-02-03") > 300);
    CHECK(looks.at("2026-01-31") > 20);
    CHECK(looks.at("2026-01-02") >= 2);
    CHECK(wholes >= days.size());
}

TEST_CASE("a clock that is set back keeps no day waiting")
{
    reading::DaySchedule schedule;
    CHECK(turns(schedule, recent_days(), kNow - 3h).size() == 8);
}

TEST_CASE("a sweep reads every day from its first, and is as old as the oldest look at what moves")
{
    reading::DaySchedule schedule(day("2026-01-20"));
    schedule.learn({ADay("2026-02-03").read(kNow)}, kNow);
    CHECK(schedule.never_read() == 14);
    CHECK_FALSE(schedule.known_at());
    std::vector<spool::DayStand> days;
    for (model::Day one = day("2026-01-20"); one <= day("2026-02-03"); ++one.number) {
        days.push_back(ADay(model::text_of(one).c_str()).read(kNow - 4min));
    }
    schedule.learn(days, kNow);
    CHECK(schedule.known_at() == kNow - 4min);
    REQUIRE(schedule.next() == Turn{day("2026-02-03"), Kind::look, false});
    schedule.read(*schedule.next(), kNow);
    CHECK(schedule.next() == std::nullopt);
    schedule.learn(days, kNow + 2min);
    std::set<model::Day> looked;
    for (auto turn = schedule.next(); turn; turn = schedule.next()) {
        CHECK(turn->kind == Kind::look);
        looked.insert(turn->day);
        schedule.read(*turn, kNow + 2min);
    }
    CHECK(looked.size() == 8);
}
