#include "tests/province/civil.h"
#include "tests/province/rows.h"

#include <catch2/catch.hpp>

using namespace congto::province;

TEST_CASE("local times and days read back as they were written")
{
    for (const auto* text : {"2026-01-01 00:00:00", "2024-02-29 23:59:59", "1969-12-31 23:59:59"})
        CHECK(text_of(second_named(text).value()) == text);
    CHECK(weekday_of(day_named("2026-10-10").value()) == 5);
    CHECK_FALSE(day_named("2026-02-29"));
    CHECK_FALSE(month_named("2026-13"));
    CHECK(month_named("2026-12").value().next() == Month{2027, 1});
    CHECK(short_name_of_day(day_named("2026-08-05").value()) == "260805");
}

TEST_CASE("offices keep their hours")
{
    const auto at = [](const char* text) { return second_named(text).value(); };
    CHECK(text_of(when_open(at("2026-10-09 18:00:00"))) == "2026-10-12 07:30:00");
    CHECK(text_of(when_open(at("2026-10-09 12:00:00"))) == "2026-10-09 13:30:00");
    CHECK(text_of(when_open(at("2026-10-09 08:00:00"))) == "2026-10-09 08:00:00");
    CHECK(text_of(after_open_time(at("2026-10-09 16:00:00"), 2 * kHour)) == "2026-10-12 08:30:00");
    CHECK(text_of(after_open_time(at("2026-10-09 07:30:00"), kOpenSecondsADay)) ==
          "2026-10-12 07:30:00");
}

TEST_CASE("a change is written as the statements an application would send")
{
    const std::vector<Table> tables{
        {"t", {{"id"}, {"word", Type::varchar, 9}, {"time", Type::time}}, {}}};
    const auto row = [](std::int64_t id, const char* word) {
        return RowWriter(0, Engine::postgresql).number(id).text(word).time(0).done();
    };
    CHECK(
        change_of(tables, {row(1, "a"), row(2, "b")}, {row(1, "a"), row(2, "it's"), row(3, "c")}) ==
        std::vector<std::string>{"UPDATE t SET word = 'it''s' WHERE id = 2",
                                 "INSERT INTO t (id, word, time) VALUES "
                                 "(3,'c','1970-01-01 00:00:00')"});
    CHECK(change_of(tables, {row(1, "a")}, {}) ==
          std::vector<std::string>{"DELETE FROM t WHERE id = 1"});
}

TEST_CASE("a cursor keeps the digits it is given")
{
    CHECK(RowWriter(0, Engine::mysql).cursor(1'000'042, 6).done().values[0] ==
          "'1970-01-01 00:00:01.000042'");
    CHECK(RowWriter(0, Engine::mysql).cursor(1'987'654, 3).done().values[0] ==
          "'1970-01-01 00:00:01.987'");
    CHECK(RowWriter(0, Engine::mysql).cursor(1'987'654, 0).done().values[0] ==
          "'1970-01-01 00:00:01'");
}
