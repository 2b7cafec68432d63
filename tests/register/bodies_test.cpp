#include "collector/register/body.h"
#include "collector/register/listings.h"
#include "tests/register/faults_of.h"
#include "tests/register/known_units.h"

#include <catch2/catch.hpp>

namespace congto::registers {
namespace {

using test::day;
using test::faults_of;
using test::unit_of;
using Lines = std::vector<std::string>;

const std::string kHeading = "code,unit,name_vi,kind,valid_from,valid_to,successor_code\n";

std::vector<Body> read(const std::string& content)
{
    return read_bodies(content, "b.csv", test::shipped_register());
}

TEST_CASE("a body is found by unit, code and day")
{
    const BodyRegister bodies(read(kHeading +
                                   "H44.14,H44,Huyện A,district,2020-07-22,2025-06-30,H44.200\n"
                                   "H44.200,H44,Xã A,commune,2025-07-01,,\n"
                                   "H44.14,H44,Sở B,department,2025-07-01,,\n"
                                   "H44.14,H26,Sở C,department,2020-07-22,,\n"));
    const UnitId before = unit_of("H44", "2025-06-30");
    const UnitId after = unit_of("H44", "2025-07-01");
    const Body district{
        "H44.14",          before,   "Huyện A", BodyKind::district, day("2020-07-22"),
        day("2025-06-30"), "H44.200"};
    CHECK(*bodies.valid_on(before, "H44.14", day("2025-06-30")) == district);
    CHECK(bodies.valid_on(before, "H44.14", day("2025-07-01")) == nullptr);
    CHECK(bodies.valid_on(after, "H44.14", day("2025-07-01"))->name_vi == "Sở B");
    CHECK(bodies.valid_on(after, "H44.14", day("2025-06-30")) == nullptr);
    CHECK(bodies.valid_on(unit_of("H26", "2025-07-01"), "H44.14", day("2025-07-01"))->name_vi ==
          "Sở C");
    CHECK(bodies.valid_on(after, "H44.99", day("2025-07-01")) == nullptr);
    const auto of_unit = bodies.of_unit_on(after, day("2026-01-01"));
    REQUIRE(of_unit.size() == 2);
    CHECK(of_unit[0]->code == "H44.14");
    CHECK(of_unit[1]->code == "H44.200");
    CHECK(bodies.of_unit_on(before, day("2026-01-01")).empty());
}

TEST_CASE("a unit without a confirmed code is written by its name")
{
    const auto bodies = read(kHeading + "1,Tỉnh Yên Bái,A,district,2020-07-22,2025-06-30,\n");
    REQUIRE(bodies.size() == 1);
    CHECK(test::shipped_register().with_id(bodies[0].unit)->code_candidate == "H63");
    const auto csv =
        bodies_listing(BodyRegister(bodies), test::shipped_register(), runtime::Shape::csv);
    CHECK(std::get<std::string>(csv.rows[0][1]) == "Tỉnh Yên Bái");
    CHECK(faults_of([] { read(kHeading + "1,H63,A,district,2020-07-22,2025-06-30,\n"); }) ==
          Lines{"b.csv:2: column 2 (unit): \"H63\" is not confirmed as the code of Tỉnh Yên Bái; "
                "confirm it in the unit register first, or write the name"});
}

TEST_CASE("communes are of the communal level, departments and districts are not")
{
    int communal = 0;
    for (const auto kind : kBodyKinds) {
        communal += is_communal(kind) ? 1 : 0;
    }
    CHECK(communal == 4);
    CHECK(is_communal(BodyKind::ward));
    CHECK_FALSE(is_communal(BodyKind::department));
}

TEST_CASE("every fault of a file of bodies is named at once")
{
    CHECK(
        faults_of([] {
            read(kHeading +
                 ",,,sở,2025-13-01,,X\n"
                 "H44.1,H44,A,commune,2025-07-02,2025-07-01,\n"
                 "H44.2,H98,A,commune,2025-07-01,,\n"
                 "H44.3,H44,A,commune,2025-01-01,,\n"
                 "H44.4,H44,A,commune,2025-07-01,,\n"
                 "H44.4,H44,B,commune,2025-08-01,,\n" +
                 std::string(65, 'x') + ",H44,A,commune,2025-07-01,,\n");
        }) ==
        Lines{"b.csv:2: column 1 (code): is empty", "b.csv:2: column 2 (unit): is empty",
              "b.csv:2: column 3 (name_vi): is empty",
              "b.csv:2: column 4 (kind): \"sở\" is not one of department, district, commune, ward, "
              "town, special_zone, other",
              "b.csv:2: column 5 (valid_from): \"2025-13-01\" is not a date like 2026-02-03",
              "b.csv:2: column 6 (valid_to): is empty; a body with a successor has ended",
              "b.csv:3: column 6 (valid_to): \"2025-07-01\" is before valid_from \"2025-07-02\"",
              "b.csv:4: column 2 (unit): \"H98\" is no unit of the unit register",
              "b.csv:5: column 2 (unit): \"H44\" is not one unit from 2025-01-01 on; end the line "
              "with the unit, and give what it became a line of its own",
              "b.csv:7: column 1 (code): \"H44.4\" is also on line 6, and both hold on 2025-08-01",
              "b.csv:8: column 1 (code): \"" + std::string(65, 'x') +
                  "\" is longer than 64 bytes, which no dossier's body code can be"});
}

TEST_CASE("a body's successor is a body on the day after, of whatever unit")
{
    CHECK(read(kHeading + "H15.1,H15,A,district,2020-07-22,2025-06-30,H44.7\n"
                          "H44.7,H44,B,commune,2025-07-01,,\n")
              .size() == 2);
    CHECK(
        faults_of([] {
            read(kHeading + "H44.6,H44,A,district,2020-07-22,2025-06-30,H44.7\n"
                            "H44.7,H44,B,commune,2025-07-02,,\n");
        }) ==
        Lines{"b.csv:2: column 7 (successor_code): \"H44.7\" is no body of this file that is valid "
              "on 2025-07-01"});
}

} // namespace
} // namespace congto::registers
