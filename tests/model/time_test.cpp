#include "proto/model/time.h"

#include <catch2/catch.hpp>

using namespace congto::model;
using namespace std::chrono_literals;

namespace {

constexpr Moment utc(int year, unsigned month, unsigned day, std::chrono::seconds clock)
{
    return Moment(std::chrono::sys_days(std::chrono::year(year) / month / day)) + clock;
}

} // namespace

TEST_CASE("a civil day ends at 17:00 UTC")
{
    CHECK(text_of(day_of(utc(2026, 2, 3, 16h + 59min + 59s))) == "2026-02-03");
    CHECK(text_of(day_of(utc(2026, 2, 3, 17h))) == "2026-02-04");
    CHECK(text_of(day_of(Instant(utc(2026, 2, 3, 17h)) - 1us)) == "2026-02-03");
    CHECK(text_of(day_of(Instant(utc(2026, 2, 3, 17h)))) == "2026-02-04");
}

TEST_CASE("a civil month ends with its last civil day, not with the UTC month")
{
    CHECK(text_of(month_of(day_of(utc(2025, 12, 31, 16h + 59min + 59s)))) == "2025-12");
    CHECK(text_of(month_of(day_of(utc(2025, 12, 31, 17h)))) == "2026-01");
}

TEST_CASE("a day begins at midnight civil time")
{
    const Day day = *parse_day("2026-02-03");
    CHECK(start_of(day) == utc(2026, 2, 2, 17h));
    CHECK(day_of(start_of(day)) == day);
    CHECK(day_of(start_of(day) - 1s).number == day.number - 1);
}

TEST_CASE("days before 1970 round down")
{
    CHECK(text_of(day_of(utc(1969, 12, 31, 16h))) == "1969-12-31");
    CHECK(text_of(day_of(utc(1969, 12, 31, 17h))) == "1970-01-01");
    CHECK(text_of(month_of(Day{-1})) == "1969-12");
    CHECK(Month{-1} == month_of(Day{-1}));
}

TEST_CASE("months know their first and last days")
{
    CHECK(text_of(first_day(*parse_month("2024-02"))) == "2024-02-01");
    CHECK(text_of(last_day(*parse_month("2024-02"))) == "2024-02-29");
    CHECK(text_of(last_day(*parse_month("2100-02"))) == "2100-02-28");
    CHECK(text_of(last_day(*parse_month("2025-12"))) == "2025-12-31");
}

TEST_CASE("every month from 1900 to 2199 is its own text and the neighbour of the next")
{
    for (std::int32_t number = parse_month("1900-01")->number;
         number < parse_month("2199-12")->number; ++number) {
        const Month month{number};
        REQUIRE(parse_month(text_of(month)) == month);
        REQUIRE(last_day(month).number + 1 == first_day(Month{number + 1}).number);
        REQUIRE(month_of(last_day(month)) == month);
    }
}

TEST_CASE("only dates that exist are days")
{
    CHECK(parse_day("1970-01-01") == Day{0});
    CHECK(parse_day("2024-02-29"));
    CHECK(parse_day("1900-01-01"));
    CHECK(parse_day("2199-12-31"));
    for (const char* wrong :
         {"", "2023-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31", "1899-12-31",
          "2200-01-01", "2026-1-01", "2026-01-1", "2026/01/01", "2026-01-01 ", " 2026-01-01",
          "-026-01-01", "2026--1-01", "2026-01--1", "+026-01-01", "20a6-01-01", "2026-01-0\xC3"}) {
        INFO(wrong);
        CHECK_FALSE(parse_day(wrong));
    }
}

TEST_CASE("only months that exist are months")
{
    CHECK(parse_month("1970-01") == Month{0});
    for (const char* wrong : {"", "2026", "2026-13", "2026-00", "2026-1", "1899-12", "2200-01",
                              "2026-02-03", "2026 02", "-026-01"}) {
        INFO(wrong);
        CHECK_FALSE(parse_month(wrong));
    }
}

TEST_CASE("a moment is shown in civil time")
{
    CHECK(text_of(utc(2026, 2, 3, 7h + 5min + 59s)) == "2026-02-03 14:05:59");
    CHECK(text_of(utc(2026, 2, 3, 17h)) == "2026-02-04 00:00:00");
}

TEST_CASE("lawful times and days are those of the years 1900 to 2199, UTC")
{
    CHECK(is_lawful_time(utc(1900, 1, 1, 0s)));
    CHECK_FALSE(is_lawful_time(utc(1899, 12, 31, 23h + 59min + 59s)));
    CHECK(is_lawful_time(utc(2199, 12, 31, 23h + 59min + 59s)));
    CHECK_FALSE(is_lawful_time(utc(2200, 1, 1, 0s)));
    CHECK(is_lawful_day(*parse_day("1900-01-01")));
    CHECK(is_lawful_day(*parse_day("2199-12-31")));
    CHECK_FALSE(is_lawful_day({parse_day("2199-12-31")->number + 1}));
    CHECK_FALSE(is_lawful_day({parse_day("1900-01-01")->number - 1}));
}
