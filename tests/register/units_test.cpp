#include "collector/register/registers.h"
#include "collector/register/unit_file.h"
#include "collector/register/unit_plan.h"
#include "tests/register/faults_of.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

namespace congto::registers {
namespace {

using test::faults_of;
using Lines = std::vector<std::string>;

const std::string kHeading = "unit_code\tkind\tname_vi\tname_en\tvalid_from\tvalid_to\t"
                             "successor_code\tsuccessor_name\tstat_code\tcertainty\t"
                             "code_candidate\tstat_code_candidate\n";

Lines unit_faults(const std::string& rows)
{
    return faults_of([&] { read_units(kHeading + rows, "u.tsv"); });
}

model::Day day(std::string_view text)
{
    return model::parse_day(text).value();
}

std::ptrdiff_t provinces_on(const UnitRegister& units, model::Day on)
{
    return std::count_if(units.all().begin(), units.all().end(), [&](const Unit& unit) {
        return unit.kind == UnitKind::province && unit.valid_on(on);
    });
}

UnitRegister shipped()
{
    return UnitRegister(read_units(shipped_units(), "units.tsv"));
}

TEST_CASE("the shipped register has 63 provinces before the mergers of 2025 and 34 after")
{
    const auto units = shipped();
    CHECK(units.all().size() == 112);
    CHECK(provinces_on(units, day("2024-12-31")) == 63);
    CHECK(provinces_on(units, day("2025-01-01")) == 63);
    CHECK(provinces_on(units, day("2025-06-30")) == 63);
    CHECK(provinces_on(units, day("2025-07-01")) == 34);
}

TEST_CASE("every province valid now has a confirmed code")
{
    const auto units = shipped();
    for (const auto& unit : units.all()) {
        if (unit.kind == UnitKind::province && !unit.valid_to) {
            CAPTURE(unit.name_vi);
            CHECK(unit.certainty == Certainty::confirmed);
            CHECK(unit.code.front() == 'H');
            CHECK(unit.stat_code.size() == 2);
        }
    }
}

TEST_CASE("no unconfirmed code of the shipped register is found as a code")
{
    const auto units = shipped();
    std::ptrdiff_t unconfirmed = 0;
    for (const auto& unit : units.all()) {
        if (unit.certainty == Certainty::unconfirmed) {
            ++unconfirmed;
            CHECK(unit.code.empty());
            CHECK_FALSE(units.knows(unit.code_candidate));
        }
    }
    CHECK(unconfirmed == 33);
    CHECK(units.valid_on("H63", day("2024-05-05")) == nullptr);
    CHECK(units.valid_on("", day("2024-05-05")) == nullptr);
}

TEST_CASE("a code belongs to the unit that is valid on the day")
{
    const auto units = shipped();
    const Unit* old_unit = units.valid_on("H44", day("2025-06-30"));
    const Unit* new_unit = units.valid_on("H44", day("2025-07-01"));
    REQUIRE(old_unit != nullptr);
    REQUIRE(new_unit != nullptr);
    CHECK(old_unit != new_unit);
    CHECK(old_unit->valid_to == day("2025-06-30"));
    CHECK(units.valid_on("H44", day("2020-07-21")) == nullptr);
    CHECK(units.valid_on("H57", day("2024-12-31"))->name_vi == "Tỉnh Thừa Thiên Huế");
    CHECK(units.valid_on("H57", day("2025-01-01"))->name_vi == "Thành phố Huế");
}

TEST_CASE("old provinces of the shipped register lead to the one they became")
{
    std::set<std::string> into_phu_tho;
    const auto units = shipped();
    for (const auto& unit : units.all()) {
        if (unit.successor_code == "H44") {
            into_phu_tho.insert(unit.name_vi);
        }
    }
    CHECK(into_phu_tho == std::set<std::string>{"Tỉnh Vĩnh Phúc", "Tỉnh Hòa Bình", "Tỉnh Phú Thọ"});
}

TEST_CASE("a unit without a confirmed code is shown as that")
{
    Unit unit;
    unit.code_candidate = "H63";
    CHECK(shown_code(unit) == "unconfirmed, perhaps H63");
    unit.code_candidate.clear();
    CHECK(shown_code(unit) == "unconfirmed");
    unit.code = "H44";
    CHECK(shown_code(unit) == "H44");
}

TEST_CASE("a code that is only likely, or of a unit that has ended, is marked")
{
    Unit unit;
    unit.code = "H44";
    unit.certainty = Certainty::confirmed;
    CHECK(marked_code(unit, day("2026-02-03")) == "H44");
    unit.valid_to = day("2025-06-30");
    CHECK(marked_code(unit, day("2025-06-30")) == "H44");
    CHECK(marked_code(unit, day("2025-07-01")) == "H44 (until 2025-06-30)");
    unit.certainty = Certainty::likely;
    CHECK(marked_code(unit, day("2025-06-30")) == "H44 (likely)");
    CHECK(marked_code(unit, day("2025-07-01")) == "H44 (likely, until 2025-06-30)");
    unit.certainty = Certainty::unconfirmed;
    unit.code.clear();
    unit.code_candidate = "H63";
    CHECK(marked_code(unit, day("2025-07-01")) == "unconfirmed, perhaps H63 (until 2025-06-30)");
}

TEST_CASE("every fault of a unit row is named at once")
{
    CHECK(unit_faults("H4\tprovince\t\tA\t2020-13-01\t\t\t\t7\tsure\t\t\n"
                      "G01\tprovince\tB\tB\t2020-01-01\t2019-01-01\t\t\t\tconfirmed\tH02\t\n"
                      "\ttown\tC\tC\t\t\tH01\t\t\tlikely\t\t\n") ==
          Lines{"u.tsv:2: column 1 (unit_code): \"H4\" is not a unit code like H44 or G09",
                "u.tsv:2: column 3 (name_vi): is empty",
                "u.tsv:2: column 5 (valid_from): \"2020-13-01\" is not a date like 2026-02-03",
                "u.tsv:2: column 9 (stat_code): \"7\" is not two digits",
                "u.tsv:2: column 10 (certainty): \"sure\" is not one of confirmed, likely, "
                "unconfirmed",
                "u.tsv:3: column 1 (unit_code): \"G01\": provinces have H codes and ministries G "
                "codes",
                "u.tsv:3: column 6 (valid_to): \"2019-01-01\" is before valid_from \"2020-01-01\"",
                "u.tsv:3: column 11 (code_candidate): a unit that has a code has no candidate for "
                "one",
                "u.tsv:4: column 1 (unit_code): is empty; only an unconfirmed unit has no code",
                "u.tsv:4: column 2 (kind): \"town\" is not one of province, ministry",
                "u.tsv:4: column 5 (valid_from): is empty; write a date like 2026-02-03",
                "u.tsv:4: column 6 (valid_to): is empty; a unit with a successor has ended"});
}

TEST_CASE("an unconfirmed unit cannot carry its candidate as a code")
{
    CHECK(unit_faults(
              "H63\tprovince\tTỉnh Yên Bái\tYen Bai\t2020-07-22\t\t\t\t\tunconfirmed\t\t\n") ==
          Lines{"u.tsv:2: column 1 (unit_code): an unconfirmed unit has no code; put \"H63\" under "
                "code_candidate"});
}

TEST_CASE("two units cannot have one code at one time")
{
    CHECK(
        unit_faults("H01\tprovince\tA\tA\t2020-01-01\t2025-06-30\t\t\t\tconfirmed\t\t\n"
                    "H01\tprovince\tB\tB\t2025-06-30\t\t\t\t\tconfirmed\t\t\n"
                    "H02\tprovince\tC\tC\t2020-01-01\t2025-06-30\t\t\t\tconfirmed\t\t\n"
                    "H02\tprovince\tD\tD\t2025-07-01\t\t\t\t\tconfirmed\t\t\n") ==
        Lines{"u.tsv:3: column 1 (unit_code): \"H01\" is the code of A at the same time (line 2)"});
}

TEST_CASE("a unit on two lines is a fault")
{
    CHECK(unit_faults("\tprovince\tA\tA\t2020-01-01\t\t\t\t\tunconfirmed\t\t\n"
                      "\tprovince\tA\tA\t2020-01-01\t\t\t\t\tunconfirmed\t\t\n"
                      "\tministry\tA\tA\t2020-01-01\t\t\t\t\tunconfirmed\t\t\n") ==
          Lines{"u.tsv:3: column 3 (name_vi): the same unit, from the same day, is on line 2"});
}

TEST_CASE("a successor must be there on the day after")
{
    const std::string ended = "H01\tprovince\tA\tA\t2020-01-01\t2025-06-30\t";
    CHECK(unit_faults(ended + "H09\tB\t\tconfirmed\t\t\n"
                              "H09\tprovince\tB\tB\t2025-07-02\t\t\t\t\tconfirmed\t\t\n") ==
          Lines{"u.tsv:2: column 7 (successor_code): \"H09\" \"B\" is no unit of this file that is "
                "valid on 2025-07-01"});
    CHECK(unit_faults(ended + "H09\tC\t\tconfirmed\t\t\n"
                              "H09\tprovince\tB\tB\t2025-07-01\t\t\t\t\tconfirmed\t\t\n") ==
          Lines{"u.tsv:2: column 7 (successor_code): \"H09\" \"C\" is no unit of this file that is "
                "valid on 2025-07-01"});
    CHECK(
        unit_faults(ended + "\tC\t\tconfirmed\t\t\n") ==
        Lines{"u.tsv:2: column 8 (successor_name): \"C\" is no unit of this file that is valid on "
              "2025-07-01"});
    CHECK(unit_faults(ended + "H09\tB\t\tconfirmed\t\t\n"
                              "H09\tprovince\tB\tB\t2025-07-01\t\t\t\t\tconfirmed\t\t\n")
              .empty());
}

TEST_CASE("units keep their ids when a file names them again")
{
    Unit old_unit;
    old_unit.id = 4;
    old_unit.name_vi = "A";
    old_unit.code = "H01";
    Unit ended = old_unit;
    ended.id = 9;
    ended.valid_from = day("2010-01-01");

    Unit renamed = old_unit;
    renamed.id = 0;
    renamed.name_vi = "A, a city now";
    Unit same = ended;
    same.id = 0;
    same.certainty = Certainty::likely;
    Unit fresh = same;
    fresh.name_vi = "B";
    fresh.code = "H02";
    const auto planned = with_kept_ids({old_unit, ended}, {fresh, renamed, same}, "u.tsv");
    REQUIRE(planned.size() == 3);
    CHECK(planned[0].id == 10);
    CHECK(planned[1].id == 4);
    CHECK(planned[1].name_vi == "A, a city now");
    CHECK(planned[2].id == 9);
}

TEST_CASE("a register file cannot drop a unit")
{
    Unit held;
    held.id = 1;
    held.name_vi = "A";
    held.code = "H01";
    held.valid_from = day("2020-07-22");
    CHECK(faults_of([&] { with_kept_ids({held}, {}, "u.tsv"); }) ==
          Lines{"u.tsv: lacks A (H01, from 2020-07-22), which the register has; a unit that ended "
                "keeps its line, with its valid_to"});
}

} // namespace
} // namespace congto::registers
