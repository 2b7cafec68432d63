// How a day's codes are numbered, by what its rows show.
#include "agent/reading/day_codes.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace std::chrono_literals;

namespace {

const model::Day kTuesday = *model::parse_day("2026-02-03");

// A row with a number in its code: online, submitted and received at these times of its day.
struct Row {
    std::uint32_t number = 1;
    std::chrono::seconds submitted = 9h;
    std::chrono::seconds received = 9h;
    model::Channel channel = model::Channel::online;
    std::string body = "H56.14";
    model::Day day = kTuesday;
    std::string named{}; // body, by the row itself
};

mapping::MappedRow mapped(const Row& row)
{
    mapping::Mapped mapped;
    mapped.observation.body = row.named;
    mapped.observation.state.channel = row.channel;
    mapped.observation.state.times.submitted = model::start_of(row.day) + row.submitted;
    mapped.observation.state.times.received = model::start_of(row.day) + row.received;
    return {{}, mapped};
}

void add(reading::DayCodes& codes, const Row& row)
{
    codes.add({row.day, row.body, row.number}, mapped(row));
}

// So many consecutive numbers, a minute apart.
std::vector<Row> a_run(std::uint32_t rows, Row first = {})
{
    std::vector<Row> run;
    for (std::uint32_t i = 0; i < rows; ++i) {
        run.push_back(first);
        run.back().number += i;
        run.back().submitted += i * 1min;
        run.back().received += i * 1min;
    }
    return run;
}

std::uint64_t in_bursts(const std::vector<Row>& rows, model::Day day = kTuesday)
{
    reading::DayCodes codes(day);
    for (const Row& row : rows) {
        add(codes, row);
    }
    return codes.sequences().at(0).in_bursts;
}

} // namespace

TEST_CASE("a body's numbers are counted once each, whatever became of their rows")
{
    reading::DayCodes codes(kTuesday);
    for (const std::uint32_t number : {7U, 2U, 3U, 3U}) {
        add(codes, {.number = number});
    }
    codes.add({kTuesday, "H56.14", 5}, {{}, mapping::LeftOut{"test"}});
    codes.add({kTuesday, "H56.14", 9}, {{}, mapping::Rejection{"status", "missing", ""}});
    add(codes, {.number = 4, .body = "H56.01"});
    add(codes, {.number = 8, .day = {kTuesday.number + 1}});
    CHECK(codes.sequences() ==
          std::vector<wire::DaySequence>{{"H56.01", 4, 1, 0}, {"H56.14", 9, 5, 0}});
}

TEST_CASE("a day without codes that count tells nothing")
{
    CHECK(reading::DayCodes(kTuesday).sequences().empty());
}

TEST_CASE("eight consecutive online dossiers within minutes are a burst, seven are none")
{
    CHECK(in_bursts(a_run(7)) == 0);
    CHECK(in_bursts(a_run(8)) == 8);
    CHECK(in_bursts(a_run(20)) == 20);
    auto two = a_run(8);
    const auto later = a_run(9, {.number = 50, .submitted = 14h, .received = 14h});
    two.insert(two.end(), later.begin(), later.end());
    CHECK(in_bursts(two) == 17);
}

TEST_CASE("what stands in between ends a burst")
{
    auto rows = a_run(15);
    SECTION("a number that is not there")
    {
        rows.erase(rows.begin() + 7);
    }
    SECTION("a dossier of the counter")
    {
        rows[7].channel = model::Channel::counter;
    }
    SECTION("one keyed in openly")
    {
        rows[7].channel = model::Channel::online_assisted;
    }
    SECTION("one submitted later than the others")
    {
        rows[7].submitted += 1h;
    }
    SECTION("one received later than the others")
    {
        rows[7].received += 1h;
    }
    CHECK(in_bursts(rows) == 0);
}

TEST_CASE("dossiers of the night received together in the morning are no burst")
{
    auto rows = a_run(20);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].submitted = 7h + i * 5min;
        rows[i].received = 9h + i * 1s;
    }
    CHECK(in_bursts(rows) == 0);
    for (Row& row : rows) {
        row.received = row.submitted;
        row.submitted = 8h;
    }
    CHECK(in_bursts(rows) == 0); // received one by one
}

TEST_CASE("outside of office hours nobody keys in at a counter")
{
    const auto at = [](std::chrono::seconds clock) {
        return a_run(8, {.submitted = clock, .received = clock});
    };
    CHECK(in_bursts(at(7h)) == 8);
    CHECK(in_bursts(at(6h + 59min)) == 0); // seven are left
    CHECK(in_bursts(at(17h + 22min)) == 8);
    CHECK(in_bursts(at(17h + 23min)) == 0);
    CHECK(in_bursts(at(20h)) == 0);
    const model::Day saturday{kTuesday.number + 4};
    CHECK(in_bursts(a_run(8, {.day = saturday}), saturday) == 0);
    const model::Day friday{kTuesday.number + 3};
    CHECK(in_bursts(a_run(8, {.day = friday}), friday) == 8);
}

TEST_CASE("two rows with one number are one, and the online one says how it came")
{
    auto rows = a_run(8);
    rows.push_back({.number = 4, .channel = model::Channel::counter});
    CHECK(in_bursts(rows) == 8);
    std::swap(rows.front(), rows.back());
    CHECK(in_bursts(rows) == 8);
}

TEST_CASE("of more bodies than a claim may tell those of most codes are told, by code")
{
    reading::DayCodes codes(kTuesday);
    for (std::uint32_t body = 0; body < 600; ++body) {
        for (std::uint32_t number = 1; number <= (body < 100 ? 1U : 2U); ++number) {
            add(codes, {.number = number, .body = "H56." + std::to_string(1000 + body)});
        }
    }
    const auto told = codes.sequences();
    REQUIRE(told.size() == wire::kMostSequences);
    CHECK(told.front().body == "H56.1100");
    CHECK(told.back().body == "H56.1599");
}

TEST_CASE("codes are told of the body their rows name, however it is written in them")
{
    reading::DayCodes codes(kTuesday);
    const std::string old_form = "000.00.14.H56";
    add(codes, {1, 9h, 9h, model::Channel::online, old_form, kTuesday, "H56.14"});
    add(codes, {4, 9h, 9h, model::Channel::online, old_form, kTuesday, "H56.14"});
    add(codes, {2, 9h, 9h, model::Channel::online, old_form, kTuesday, "H56.99"});
    add(codes, {3, 9h, 9h, model::Channel::online, "H56.14", kTuesday, "H56.14"});
    add(codes, {2, 9h, 9h, model::Channel::online, "H56.20", kTuesday, ""});
    const auto told = codes.sequences();
    REQUIRE(told.size() == 2);
    // Two series of one body: 4 and 3 given, 3 and 1 seen.
    CHECK(told[0] == wire::DaySequence{"H56.14", 7, 4, 0});
    CHECK(told[1] == wire::DaySequence{"H56.20", 2, 1, 0});
}

TEST_CASE("a body whose numbers add up to more than a claim may tell is not told of")
{
    reading::DayCodes codes(kTuesday);
    add(codes, {.number = 3, .body = "H57"});
    for (int series = 0; series <= 1000; ++series) {
        add(codes, {.number = 999'999, .body = "H56." + std::to_string(series), .named = "H56"});
    }
    CHECK(codes.sequences() == std::vector<wire::DaySequence>{{"H57", 3, 1, 0}});
}
