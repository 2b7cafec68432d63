// Two units of one code: the one that had it until it was merged, and the one it became.
#include "collector/commands/agents_listing.h"
#include "collector/register/registers.h"
#include "tests/e2e/json.h"
#include "tests/rates/town.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <sstream>

namespace congto::test {
namespace {

using runtime::Shape;

// The shipped register, but H44 ended with January 2026 and another H44 began.
std::string units_with_a_second_h44()
{
    std::string units(registers::shipped_units());
    const std::string line =
        "H44\tprovince\tTỉnh Phú Thọ\tPhu Tho\t2025-07-01\t\t\t\t25\tconfirmed\t\t\n";
    const auto at = units.find(line);
    REQUIRE(at != std::string::npos);
    return units.replace(at, line.size(),
                         "H44\tprovince\tTỉnh Phú Thọ\tPhu Tho\t2025-07-01\t2026-01-31\tH44\t"
                         "Tỉnh Phú Thọ\t25\tconfirmed\t\t\n"
                         "H44\tprovince\tTỉnh Phú Thọ\tPhu Tho\t2026-02-01\t\t\t\t25\tconfirmed"
                         "\t\t\n");
}

// A town whose H44 ended; an agent of the new H44 has three dossiers of January.
struct MergedTown : Town {
    MergedTown()
    {
        const auto file = filled().state().register_file();
        registers::import_units(*registers::open_for_import(file),
                                {units_with_a_second_h44(), "units.tsv"}, test_now());
        TestSpool anew(filled(), "H44", {"onestop"}, 4);
        anew.observe({dossier(), dossier(), dossier()});
    }
};

std::vector<std::string> lines_of_h44(const std::string& printed)
{
    std::vector<std::string> found;
    std::istringstream lines(printed);
    for (std::string line; std::getline(lines, line);) {
        if (line.find("H44") == 0) {
            found.push_back(line);
        }
    }
    return found;
}

TEST_CASE("rates tell two units of one code apart")
{
    const MergedTown town;
    const auto table = town.printed(january_by_unit(), Shape::table);
    INFO(table);
    const auto rows = lines_of_h44(table);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].find("H44 (until 2026-01-31)  Tỉnh Phú Thọ             7") == 0);
    CHECK(rows[1].find("H44                     Tỉnh Phú Thọ             3") == 0);

    auto arguments = january_by_unit();
    for (const auto& indicator :
         {std::optional<std::string>(), std::optional<std::string>("on_time")}) {
        arguments.indicator = indicator;
        const Json json(town.printed(arguments, Shape::json));
        REQUIRE(json.size("/rows") == 4); // behind H26
        CHECK(json.text("/rows/1/unit") == "H44");
        CHECK(json.text("/rows/1/unit_from") == "2025-07-01");
        CHECK(json.text("/rows/1/unit_to") == "2026-01-31");
        CHECK(json.text("/rows/2/unit") == "H44");
        CHECK(json.text("/rows/2/unit_from") == "2026-02-01");
        CHECK(json.is_null("/rows/2/unit_to"));
        CHECK(json.text("/rows/2/unit_certainty") == "confirmed");
        CHECK(json.text("/rows/3/unit_certainty") == "likely");
    }
}

// Of the days before it was merged nobody meters H44; the new H44 holds dossiers of them.
struct ReportedBefore : Town {
    ReportedBefore()
        : Town({dossier().received("2025-05-05"),
                dossier().received("2025-05-06").via(model::Channel::counter)})
    {
        reporting("unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                  "H44,2025-05,end_to_end,,,75,report 9/BC,2025-06-02\n"
                  "H44,2025-06,end_to_end,,,80,report 11/BC,2025-07-02\n"
                  "H26,2025-05,end_to_end,,,61,report 7/BC,2025-06-01\n");
    }
};

const std::string kOther = "H44 is Tỉnh Phú Thọ from 2025-07-01: these are the dossiers its "
                           "system holds.";

TEST_CASE("what the unit reported that had the code is set beside what its successor holds")
{
    const ReportedBefore town;
    auto may = january_by_unit();
    may.month = "2025-05";
    may.unit = "H44";
    const auto rows = town.rows(may);
    REQUIRE(rows.size() == 1);
    REQUIRE(rows[0].reported);
    CHECK(rows[0].reported->rate == "75");
    CHECK(rates::gap_of(rows[0]) == "25.00");

    rates::GapArguments gap;
    gap.which = may;
    const auto walk = town.printed_gap(gap, Shape::table);
    INFO(walk);
    CHECK(walk.find("Reported 75 %") != std::string::npos);
    CHECK(walk.find("Gap 25.00 pp") != std::string::npos);
    CHECK(walk.find(kOther) != std::string::npos);

    rates::ComparisonArguments compared;
    compared.which = may;
    const auto table = town.printed_comparison(compared, Shape::table);
    INFO(table);
    CHECK(lines_of_h44(table).size() == 2); // its report, and what is said of the unit
    CHECK(table.find("25.00 pp") != std::string::npos);
    CHECK(table.find(kOther) != std::string::npos);
    // Without the unit each unit's report stands beside its own dossiers: here there are none.
    compared.which.unit.reset();
    CHECK(town.printed_comparison(compared, Shape::table).find("pp") == std::string::npos);
}

TEST_CASE("agents tell two units of one code apart")
{
    MergedTown town;
    const auto reader = town.filled().reader();
    const auto units = registers::read_unit_register(reader.database());
    const auto printed = [&](Shape shape) {
        std::ostringstream out;
        runtime::print(out, collector::agents_listing(reader.agents(), units, test_now(), shape),
                       shape);
        return out.str();
    };
    const auto rows = lines_of_h44(printed(Shape::table));
    REQUIRE(rows.size() == 3); // two sources of the old one
    CHECK(rows[0].find("H44 (until 2026-01-31)  land") == 0);
    CHECK(rows[2].find("H44                     onestop") == 0);
    const Json json(printed(Shape::json));
    int old_rows = 0;
    int new_rows = 0;
    for (std::size_t row = 0; row < json.size("/rows"); ++row) {
        const auto at = "/rows/" + std::to_string(row) + "/";
        if (json.text(at + "unit") == "H44") {
            ++(json.is_null(at + "unit_to") ? new_rows : old_rows);
        }
    }
    CHECK(old_rows == 2);
    CHECK(new_rows == 1);
}

} // namespace
} // namespace congto::test
