#include "collector/register/listings.h"

#include "collector/register/registers.h"
#include "collector/register/unit_file.h"
#include "tests/register/known_units.h"

#include <catch2/catch.hpp>

#include <sstream>

namespace congto::registers {
namespace {

std::string printed(const runtime::Listing& listing, runtime::Shape shape)
{
    std::ostringstream out;
    runtime::print(out, listing, shape);
    return out.str();
}

std::string shipped_in(runtime::Shape shape)
{
    const UnitRegister units(read_units(shipped_units(), "units.tsv"));
    return printed(units_listing(units, shape), shape);
}

// The line that holds `text`.
std::string line_with(const std::string& lines, const std::string& text)
{
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) {
        if (line.find(text) != std::string::npos) {
            return line;
        }
    }
    return "no such line";
}

TEST_CASE("a listed unit register shows no candidate as a code")
{
    const auto table = shipped_in(runtime::Shape::table);
    CHECK(line_with(table, "Yên Bái").find("unconfirmed, perhaps H63  province") == 0);
    CHECK(line_with(table, "Yên Bái").find("perhaps 15") != std::string::npos);
    CHECK(line_with(table, "2025-03-01").find("unconfirmed  ") == 0);
    CHECK(line_with(table, "Tỉnh Cao Bằng").find("H14 ") == 0);
    CHECK(line_with(shipped_in(runtime::Shape::json), "Tỉnh Yên Bái\", \"name_en")
              .find("\"unit_code\": null, ") != std::string::npos);
}

TEST_CASE("units listed as CSV can be imported again")
{
    const auto csv = shipped_in(runtime::Shape::csv);
    CHECK(read_units(csv, "again.csv") == read_units(shipped_units(), "units.tsv"));
}

TEST_CASE("procedures listed as CSV can be imported again")
{
    const std::string content = "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,"
                                "unit\n"
                                "1.000001,\"A, b\",full,yes,no,,2024-01-01,2024-12-31,\n"
                                "1.000002,B,,,,yes,2025-01-01,,\n"
                                "1.000002,B,full,,,yes,2025-01-01,2025-06-30,H44\n";
    const auto& units = test::shipped_register();
    const auto procedures = read_procedures(content, "p.csv", units);
    const auto csv =
        printed(procedures_listing(ProcedureRegister(procedures), units, runtime::Shape::csv),
                runtime::Shape::csv);
    CHECK(read_procedures(csv, "again.csv", units) == procedures);
}

TEST_CASE("bodies, campaigns and targets listed as CSV can be imported again")
{
    const auto& units = test::shipped_register();
    const auto csv = runtime::Shape::csv;
    const auto bodies =
        read_bodies("code,unit,name_vi,kind,valid_from,valid_to,successor_code\n"
                    "H44.14,H44,\"Huyện, A\",district,2020-07-22,2025-06-30,H44.200\n"
                    "H44.200,H44,Xã A,commune,2025-07-01,,\n",
                    "b.csv", units);
    CHECK(read_bodies(printed(bodies_listing(BodyRegister(bodies), units, csv), csv), "again.csv",
                      units) == bodies);
    const auto campaigns = read_campaigns("name,from,to,text\n60 days,2025-10-10,2025-12-10,\"a\n"
                                          "b\"\nspring,2025-05-01,2025-05-31,\n",
                                          "c.csv");
    const CampaignRegister known(campaigns);
    CHECK(read_campaigns(printed(campaigns_listing(known, csv), csv), "again.csv") == campaigns);
    const auto targets = read_targets("indicator,whom,from,to,rate,campaign\n"
                                      "digitised,nation,,,100,60 days\n"
                                      "digitised,H44,2025-07-01,,99.5,\n"
                                      "on_time,ministries,2025-07-01,2025-12-31,99.50,\n",
                                      "t.csv", units, known);
    CHECK(targets.size() == 3);
    CHECK(read_targets(printed(targets_listing(TargetRegister(targets), units, csv), csv),
                       "again.csv", units, known) == targets);
}

TEST_CASE("reported figures listed as CSV can be imported again")
{
    Unit unit;
    unit.id = 7;
    unit.code = "H44";
    const UnitRegister units({unit});
    const std::vector<ReportedFigure> figures{
        {7, {20000}, {20030}, "end_to_end", 17, 100, "17.00", "portal, \"page\" 2", {20031}},
        {7, {20000}, {20030}, "on_time", {}, {}, "9.5", "portal", {20031}, "H44.14", "x of y"}};
    const auto csv =
        printed(reported_listing(figures, units, runtime::Shape::csv), runtime::Shape::csv);
    CHECK(read_reported(csv, "again.csv", units, {}) == figures);
}

TEST_CASE("a code that is only likely is marked in the list of reported figures")
{
    Unit unit;
    unit.id = 7;
    unit.code = "G09";
    unit.certainty = Certainty::likely;
    unit.valid_to = model::Day{20040}; // after the figure's days: nothing to say of it
    const UnitRegister units({unit});
    const std::vector<ReportedFigure> figures{
        {7, {20000}, {20030}, "on_time", {}, {}, "9.5", "portal", {20031}}};
    const auto in = [&](runtime::Shape shape) {
        return printed(reported_listing(figures, units, shape), shape);
    };
    CHECK(in(runtime::Shape::table).find("G09 (likely)  2024-10-04") != std::string::npos);
    CHECK(in(runtime::Shape::csv).find("\r\nG09,,2024-10-04,") != std::string::npos);
}

TEST_CASE("an empty list says how to fill it")
{
    CHECK(printed(procedures_listing({}, {}, runtime::Shape::table), runtime::Shape::table)
              .find("congto-collector procedures import fills it") != std::string::npos);
    CHECK(printed(reported_listing({}, {}, runtime::Shape::table), runtime::Shape::table)
              .find("congto-collector reported import takes figures") != std::string::npos);
}

} // namespace
} // namespace congto::registers
