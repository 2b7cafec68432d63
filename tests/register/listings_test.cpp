#include "collector/register/listings.h"

#include "collector/register/registers.h"
#include "collector/register/unit_file.h"

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
    const std::string content = "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to\n"
                                "1.000001,\"A, b\",full,yes,no,,2024-01-01,2024-12-31\n"
                                "1.000002,B,,,,yes,2025-01-01,\n";
    const auto procedures = read_procedures(content, "p.csv");
    const auto csv = printed(procedures_listing(ProcedureRegister(procedures), runtime::Shape::csv),
                             runtime::Shape::csv);
    CHECK(read_procedures(csv, "again.csv") == procedures);
}

TEST_CASE("reported figures listed as CSV can be imported again")
{
    Unit unit;
    unit.id = 7;
    unit.code = "H44";
    const UnitRegister units({unit});
    const std::vector<ReportedFigure> figures{
        {7, {20000}, {20030}, "end_to_end", 17, 100, "17.00", "portal, \"page\" 2", {20031}},
        {7, {20000}, {20030}, "on_time", {}, {}, "9.5", "portal", {20031}}};
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
    CHECK(in(runtime::Shape::csv).find("\r\nG09,2024-10-04,") != std::string::npos);
}

TEST_CASE("an empty list says how to fill it")
{
    CHECK(printed(procedures_listing({}, runtime::Shape::table), runtime::Shape::table)
              .find("congto-collector procedures import fills it") != std::string::npos);
    CHECK(printed(reported_listing({}, {}, runtime::Shape::table), runtime::Shape::table)
              .find("congto-collector reported import takes figures") != std::string::npos);
}

} // namespace
} // namespace congto::registers
