#include "collector/rates/listing.h"
#include "tests/rates/golden.h"
#include "tests/rates/town.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using runtime::Shape;

const std::string kHeading = "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n";

TEST_CASE("the headline lists metered units, and says why one has no figure")
{
    Town town;
    town.reporting(kHeading + "H44,2026-01,end_to_end,,,92.4,report 118/BC,2026-02-01\n");
    check_golden("headline.txt", town.printed(january_by_unit(), Shape::table));
    check_golden("headline.json", town.printed(january_by_unit(), Shape::json));
    check_golden("headline.csv", town.printed(january_by_unit(), Shape::csv));
}

TEST_CASE("the headline on the settled basis, by body and by procedure")
{
    const Town town;
    auto arguments = january_by_unit();
    arguments.basis = "settled";
    check_golden("headline_settled.txt", town.printed(arguments, Shape::table));
    arguments = january_by_unit();
    arguments.by = "body";
    check_golden("headline_by_body.txt", town.printed(arguments, Shape::table));
    arguments.by = "procedure";
    arguments.unit = "H44";
    check_golden("headline_by_procedure.json", town.printed(arguments, Shape::json));
}

TEST_CASE("what two sources of a unit show counts once, and how many these are is said")
{
    Town town;
    const auto alone = town.rows(january_by_unit());
    TestSpool again(town.filled(), "H44", {"onestop", "land"}, 1);
    const model::Observation first = dossier(), second = dossier();
    again.observe({first, second}, 1);
    again.observe({first, second}, 2);
    const auto rows = town.rows(january_by_unit());
    REQUIRE(rows.at(1).unit == town.filled().unit("H44"));
    CHECK(rows[1].end_to_end.count.denominator == alone.at(1).end_to_end.count.denominator + 2);
    CHECK(rows[1].coverage->shadowed == 2);
    CHECK(rows[2].coverage->shadowed == 0);
    CHECK(town.printed(january_by_unit(), Shape::table).find("2 shown twice, counted once") !=
          std::string::npos);
    auto february = january_by_unit(); // by the day opened
    february.month = "2026-02";
    CHECK(town.rows(february).at(1).coverage->shadowed == 0);
}

TEST_CASE("every indicator is listed with its numerator and denominator")
{
    Town town;
    town.with_procedures("code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to\n"
                         "2.000815,Chứng thực,full,yes,no,yes,2025-07-01,\n");
    auto arguments = january_by_unit();
    arguments.indicator = "all";
    arguments.unit = "H44";
    check_golden("indicators.json", town.printed(arguments, Shape::json));
    check_golden("indicators.csv", town.printed(arguments, Shape::csv));
    arguments.unit.reset();
    arguments.indicator = "paid_online";
    check_golden("indicator.txt", town.printed(arguments, Shape::table));
}

TEST_CASE("a unit that is not metered has no figure, and no number at all")
{
    const Town town;
    auto arguments = january_by_unit();
    arguments.unit = "H14";
    check_golden("not_metered.txt", town.printed(arguments, Shape::table));
    check_golden("not_metered.json", town.printed(arguments, Shape::json));
}

TEST_CASE("all units are listed when asked for: provinces, then ministries, uncoded last")
{
    const Town town;
    auto arguments = january_by_unit();
    arguments.all_units = true;
    const auto rows = town.rows(arguments);
    CHECK(rows.size() == 34 + 17);
    arguments.month = "2025-06";
    CHECK(town.rows(arguments).size() == 63 + 17 + 1); // and the new H44, which is metered
    const auto table = town.printed(january_by_unit(), Shape::table);
    CHECK(table.find("H26") < table.find("H44"));
    CHECK(table.find("H44") < table.find("G09"));
}

TEST_CASE("the latest report of the headline for exactly the period stands beside it")
{
    Town town;
    town.reporting(kHeading + "H44,2026-01,end_to_end,,,80,portal,2026-02-02\n"
                              "H44,2026-01,end_to_end,,,92.4,report 118/BC,2026-02-01\n"
                              "H44,2026-01,online_submission,,,99,portal,2026-02-03\n"
                              "H44,2025-12,end_to_end,,,98,portal,2026-02-03\n"
                              "H26,2026-01,end_to_end,,,97,portal,2026-02-03\n");
    auto arguments = january_by_unit();
    arguments.unit = "H44";
    const auto row = town.rows(arguments).at(0);
    REQUIRE(row.reported);
    CHECK(row.reported->rate == "80");
    CHECK(row.end_to_end.count.numerator == 3);
    CHECK(row.end_to_end.count.denominator == 7);
    CHECK(rates::gap_of(row) == "37.14"); // 80 − 300/7
    town.reporting("unit,from,to,indicator,numerator,denominator,rate,origin,reported_on\n"
                   "H44,2026-01-02,2026-01-31,end_to_end,,,70,portal,2026-02-03\n"
                   "H44,2026-01-01,2026-01-29,end_to_end,,,60,portal,2026-02-03\n");
    CHECK(town.rows(arguments).at(0).reported->rate == "80");
    arguments.month.reset();
    arguments.from = "2026-01-01";
    arguments.to = "2026-01-30";
    CHECK_FALSE(town.rows(arguments).at(0).reported);
    CHECK(rates::gap_of(town.rows(arguments).at(0)) == std::nullopt);
    arguments = january_by_unit();
    arguments.unit = "H26";
    CHECK(town.rows(arguments).at(0).reported->rate == "97");
    CHECK(rates::gap_of(town.rows(arguments).at(0)) == std::nullopt);
}

TEST_CASE("of reports of one day the one imported last stands")
{
    Town town;
    town.reporting(kHeading + "H44,2026-01,end_to_end,,,80,portal,2026-02-02\n"
                              "H44,2026-01,end_to_end,,,81,letter,2026-02-02\n");
    auto arguments = january_by_unit();
    arguments.unit = "H44";
    CHECK(town.rows(arguments).at(0).reported->rate == "81");
}

TEST_CASE("dossiers without a day are counted beside the figures")
{
    const Town town;
    auto arguments = january_by_unit();
    arguments.unit = "H44";
    CHECK(town.rows(arguments).at(0).undated == 0);
    arguments.basis = "settled";
    CHECK(town.rows(arguments).at(0).undated == 1);
    CHECK(town.printed(arguments, Shape::table)
              .find("Dossiers without a day on this basis, in no figure: 1.") != std::string::npos);
}

TEST_CASE("how much is collected carries its time once that is over an hour ago")
{
    Town town;
    auto arguments = january_by_unit();
    arguments.unit = "H44";
    const auto shown = [&] { return town.printed(arguments, Shape::table); };
    CHECK(shown().find("as of") == std::string::npos);
    CHECK(town.later(std::chrono::minutes(60)).printed(arguments, Shape::table).find("as of") ==
          std::string::npos);
    town.later(std::chrono::minutes(1));
    check_golden("headline_old.txt", shown());
    CHECK(town.printed(arguments, Shape::json).find("\"known_at\": \"2026-02-03 ") !=
          std::string::npos);
}

} // namespace
} // namespace congto::test
