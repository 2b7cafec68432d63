#include "tests/rates/one_town.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("every other fault is named at once")
{
    auto arguments = january_by_unit();
    arguments.basis = "paid";
    arguments.by = "town";
    arguments.unit = "H99";
    arguments.indicator = "online";
    CHECK(faults_of(arguments) ==
          Lines{"--basis: \"paid\" is not one of received, settled, settled_with_withdrawn",
                "--by: \"town\" is not one of nation, unit, body, procedure",
                "--unit: \"H99\" is no unit's code; congto-collector units list shows them",
                "--indicator: \"online\" is not one of end_to_end, end_to_end_proven, "
                "online_submission, online_with_result, online_of_two_channels, online_of_full, "
                "procedures_full, procedures_in_use, paid_online, result_electronic, digitised, "
                "on_time, all"});
}

TEST_CASE("bodies with procedures, and bodies asked of the register, need whole months")
{
    rates::Arguments arguments;
    arguments.from = "2026-01-01";
    arguments.to = "2026-01-30";
    arguments.by = "body";
    CHECK(faults_of(arguments).empty());
    arguments.procedure = "2.000815";
    CHECK(faults_of(arguments) == Lines{std::string(rates::kWholeMonthsOnly)});
    arguments.from = "2026-01-02";
    arguments.to = "2026-01-31";
    CHECK(faults_of(arguments) == Lines{std::string(rates::kWholeMonthsOnly)});
    arguments.procedure.reset();
    arguments.from = "2026-01-01";
    arguments.to = "2026-01-30";
    arguments.indicator = "result_electronic";
    CHECK(
        faults_of(arguments) ==
        Lines{"--indicator result_electronic asks the procedure register, which bodies are counted "
              "against by whole months: give --month, or leave the bodies out"});
    arguments.to = "2026-01-31";
    CHECK(faults_of(arguments).empty());
}

TEST_CASE("proven asked alone on the basis received says which basis it has")
{
    auto arguments = january_by_unit();
    arguments.indicator = "end_to_end_proven";
    CHECK(
        faults_of(arguments) ==
        Lines{
            "--indicator end_to_end_proven is defined on the settled basis: add --basis settled"});
    arguments.basis = "settled_with_withdrawn";
    CHECK(faults_of(arguments).empty());
}

TEST_CASE("a code means the unit of the period's last day")
{
    auto arguments = january_by_unit();
    arguments.unit = "H44";
    CHECK(town().understood(arguments).question.scope.unit == town().rows(arguments).at(0).unit);
    CHECK(town().understood(arguments).notes.empty());
    arguments.unit = "H22";
    CHECK(faults_of(arguments) ==
          Lines{"--unit: \"H22\" is no unit on 2026-01-31; congto-collector units list shows when "
                "each was"});
    arguments.month = "2025-06";
    CHECK(faults_of(arguments).empty());
    arguments.unit = "H63";
    CHECK(faults_of(arguments).size() == 1);
}

TEST_CASE("before a merger a code finds the dossiers in the system of the unit it merged into")
{
    auto arguments = january_by_unit();
    arguments.unit = "H44";
    const auto now = town().understood(arguments).question.scope.unit;
    arguments.month = "2025-06";
    const auto request = town().understood(arguments);
    CHECK(request.question.scope.unit == now);
    CHECK(request.notes ==
          Lines{"H44 is Tỉnh Phú Thọ from 2025-07-01: these are the dossiers its system holds."});
}

TEST_CASE("a procedure is asked for by any form of its code")
{
    auto arguments = january_by_unit();
    arguments.procedure = "2.000815.000.00.00.H10";
    const auto rows = town().rows(arguments);
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].end_to_end.count.denominator == 2);
}

TEST_CASE("an empty store answers that nothing is metered")
{
    FilledStore empty;
    const auto reader = empty.reader();
    const auto cells = reader.cells();
    const auto holdings = reader.holdings();
    const rates::Facts facts{*cells, {}, {}, {}, holdings, test_now(), {}, {}, {}};
    rates::Arguments arguments;
    arguments.all_time = true;
    const auto request = rates::understood(arguments, facts);
    CHECK(request.question.period == days("2026-02-01", "2026-02-28"));
    const auto listing = rates::answer(request, facts, runtime::Shape::table);
    CHECK(listing.rows.empty());
    CHECK(listing.notes.back() == "No figure: nothing is metered yet, or no dossier fits.");
}

} // namespace
} // namespace congto::test
