#include "collector/rates/period_asked.h"
#include "tests/rates/one_town.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using Lines = std::vector<std::string>;

store::Period period_of(const rates::Arguments& arguments)
{
    return town().understood(arguments).question.period;
}

TEST_CASE("a period is a month, a quarter, a year, two days, or all time")
{
    rates::Arguments arguments;
    arguments.month = "2024-02";
    CHECK(period_of(arguments) == days("2024-02-01", "2024-02-29"));
    arguments = {};
    arguments.quarter = "2026-Q3";
    CHECK(period_of(arguments) == days("2026-07-01", "2026-09-30"));
    arguments.quarter = "2024-Q1";
    CHECK(period_of(arguments) == days("2024-01-01", "2024-03-31"));
    arguments = {};
    arguments.year = "2024";
    CHECK(period_of(arguments) == days("2024-01-01", "2024-12-31"));
    arguments = {};
    arguments.campaign = "60 ngày";
    Town with_campaign;
    with_campaign.with_campaigns("name,from,to,text\n60 ngày,2026-10-10,2026-12-10,\n");
    CHECK(with_campaign.understood(arguments).question.period == days("2026-10-10", "2026-12-10"));
    arguments = {};
    arguments.from = "2026-10-10";
    arguments.to = "2026-12-10";
    CHECK(period_of(arguments) == days("2026-10-10", "2026-12-10"));
    arguments = {};
    arguments.all_time = true;
    CHECK(period_of(arguments) == days("2025-12-01", "2026-02-28"));
}

TEST_CASE("a period that is none, or two, is one fault that says what to give")
{
    const Lines which{"which days? give one of --month 2026-08, --quarter 2026-Q3, --year 2026, "
                      "--from 2026-10-10 --to 2026-12-10, --campaign NAME, or --all-time"};
    rates::Arguments arguments;
    CHECK(faults_of(arguments) == which);
    arguments.month = "2026-01";
    arguments.all_time = true;
    CHECK(faults_of(arguments) == which);
    arguments.all_time = false;
    arguments.quarter = "2026-Q1";
    CHECK(faults_of(arguments) == which);
    arguments = {};
    arguments.from = "2026-10-10";
    arguments.year = "2026";
    CHECK(faults_of(arguments) == which);
    arguments.year.reset();
    CHECK(faults_of(arguments) == Lines{"--to is missing: give --from and --to"});
    arguments.to = "2026-10-09";
    CHECK(faults_of(arguments) == Lines{"--to 2026-10-09 is before --from 2026-10-10"});
    arguments.to = "10.10.2026";
    arguments.from = "2026-02-30";
    CHECK(faults_of(arguments) == Lines{"--from: \"2026-02-30\" is not a day like 2026-02-03",
                                        "--to: \"10.10.2026\" is not a day like 2026-02-03"});
    arguments = {};
    arguments.month = "2026-13";
    CHECK(faults_of(arguments) == Lines{"--month: \"2026-13\" is not a month like 2026-08"});
    arguments = {};
    for (const char* none :
         {"2026-Q5", "2026-Q0", "2026-3", "Q3", "2026-q3", "26-Q3", "2026-Q33"}) {
        arguments.quarter = none;
        CHECK(faults_of(arguments) ==
              Lines{"--quarter: \"" + std::string(none) + "\" is not a quarter like 2026-Q3"});
    }
    arguments = {};
    for (const char* none : {"26", "2026-08", "1026", ""}) {
        arguments.year = none;
        CHECK(faults_of(arguments) ==
              Lines{"--year: \"" + std::string(none) + "\" is not a year like 2026"});
    }
}

TEST_CASE("a calendar month, quarter or year is compared with the one before, days with as many")
{
    const auto before = [](const char* from, const char* to) {
        return rates::period_before(days(from, to));
    };
    CHECK(before("2026-03-01", "2026-03-31").period == days("2026-02-01", "2026-02-28"));
    CHECK(before("2026-03-01", "2026-03-31").how == "month");
    CHECK(before("2026-01-01", "2026-03-31").period == days("2025-10-01", "2025-12-31"));
    CHECK(before("2026-01-01", "2026-03-31").how == "quarter");
    CHECK(before("2024-01-01", "2024-12-31").period == days("2023-01-01", "2023-12-31"));
    CHECK(before("2024-01-01", "2024-12-31").how == "year");
    CHECK(before("2026-10-10", "2026-12-10").period == days("2026-08-09", "2026-10-09"));
    CHECK(before("2026-10-10", "2026-12-10").how == "62 days");
    CHECK(before("2026-02-01", "2026-04-30").how == "89 days"); // three months, but no quarter
    CHECK(before("2026-03-01", "2026-03-01").period == days("2026-02-28", "2026-02-28"));
    CHECK(before("2026-03-01", "2026-03-01").how == "1 day");
}

} // namespace
} // namespace congto::test
