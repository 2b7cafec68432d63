#include "collector/register/procedure.h"
#include "collector/register/sheet.h"
#include "tests/register/faults_of.h"
#include "tests/register/known_units.h"

#include <catch2/catch.hpp>

namespace congto::registers {
namespace {

using test::day;
using test::faults_of;
using Lines = std::vector<std::string>;

const std::string kHeading = "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to\n";

const UnitRegister& units()
{
    return test::shipped_register();
}

std::vector<Procedure> read(const std::string& content)
{
    return read_procedures(content, "p.csv", units());
}

TEST_CASE("procedures are read with canonical codes, and what is empty is unknown")
{
    const auto found =
        read(kHeading + "2.000815.000.00.00.H10,\"Chứng thực, sao y\",full,yes,no,yes,2024-01-01,\n"
                        "1.000894,Kết hôn,,,,,2024-01-01,2024-12-31\n");
    REQUIRE(found.size() == 2);
    const Procedure marriage{"1.000894", "Kết hôn", model::Level::unknown, {},
                             {},         {},        day("2024-01-01"),     day("2024-12-31")};
    const Procedure copies{
        "2.000815", "Chứng thực, sao y", model::Level::full, true, false, true, day("2024-01-01"),
        {}};
    CHECK(found[0] == marriage);
    CHECK(found[1] == copies);
}

TEST_CASE("every fault of a procedure file is named at once")
{
    const auto faults = faults_of([] {
        read(kHeading + ",A,high,ja,no,no,2024-01-01,2023-12-31\n"
                        "1.000001,B,full,yes,no,no,2024-01-01,\n"
                        "1.000001.000.00.00.H01,B,full,yes,no,no,2024-02-01,2024-02-28\n"
                        "1.000001,B,full,yes,no,no,2025-01-01,\n"
                        "1.000002,C,full,yes,no,no,2024-01-01,2024-12-31\n"
                        "1.000002,C,full,yes,no,no,2025-01-01,\n");
    });
    CHECK(
        faults ==
        Lines{"p.csv:2: column 1 (code): is empty",
              "p.csv:2: column 3 (level): \"high\" is not one of full, partial, information_only",
              "p.csv:2: column 4 (eligible): \"ja\" is not yes or no; leave it empty if it is not "
              "known",
              "p.csv:2: column 8 (valid_to): \"2023-12-31\" is before valid_from \"2024-01-01\"",
              "p.csv:4: column 1 (code): \"1.000001\" is also on line 3, and both hold on "
              "2024-02-01",
              "p.csv:5: column 1 (code): \"1.000001\" is also on line 3, and both hold on "
              "2025-01-01"});
}

TEST_CASE("whether a procedure gives a result is told day by day")
{
    const ProcedureRegister procedures(read(kHeading + "1.000001,A,,,no,,2024-03-01,2024-03-31\n"
                                                       "1.000001,A,,,yes,,2024-04-01,2024-04-30\n"
                                                       "1.000001,A,,,yes,,2024-05-01,2024-05-31\n"
                                                       "1.000002,B,,,,,2024-01-01,\n"));
    const auto spans = [&](const char* code, const char* from, const char* to) {
        return procedures.gives_result(0, code, day(from), day(to));
    };
    using Spans = std::vector<SpanOfFact>;
    CHECK(spans("1.000001", "2024-03-05", "2024-03-06") ==
          Spans{{day("2024-03-05"), day("2024-03-06"), false}});
    CHECK(spans("1.000001", "2024-02-10", "2024-06-10") ==
          Spans{{day("2024-02-10"), day("2024-02-29"), std::nullopt},
                {day("2024-03-01"), day("2024-03-31"), false},
                {day("2024-04-01"), day("2024-05-31"), true},
                {day("2024-06-01"), day("2024-06-10"), std::nullopt}});
    CHECK(spans("1.000001", "2024-03-31", "2024-04-01") ==
          Spans{{day("2024-03-31"), day("2024-03-31"), false},
                {day("2024-04-01"), day("2024-04-01"), true}});
    CHECK(spans("1.000002", "2024-02-10", "2024-06-10") ==
          Spans{{day("2024-02-10"), day("2024-06-10"), std::nullopt}});
    CHECK(spans("9.999999", "2024-02-10", "2024-02-10") ==
          Spans{{day("2024-02-10"), day("2024-02-10"), std::nullopt}});
}

const std::string kWithUnits = "unit," + kHeading;

std::vector<std::string> shown(const std::vector<const Procedure*>& procedures)
{
    std::vector<std::string> lines;
    for (const auto* one : procedures) {
        lines.push_back(one->code + ' ' + one->name_vi);
    }
    return lines;
}

TEST_CASE("a unit's own line holds before the national one, procedure by procedure and day by day")
{
    const ProcedureRegister procedures(read(kWithUnits +
                                            "H44,1.000002,own,,,no,,2026-02-01,2026-02-28\n"
                                            "H44,1.000003,own,,,yes,,2026-02-01,\n"
                                            ",1.000001,national,,,,,2024-01-01,\n"
                                            ",1.000002,national,,,yes,,2024-01-01,\n"
                                            "H26,1.000001,other,,,,,2024-01-01,\n"));
    const UnitId h44 = units().valid_on("H44", day("2026-02-01"))->id;
    const auto holding = [&](UnitId unit, const char* on) {
        return shown(procedures.of_unit_on(unit, day(on)));
    };
    CHECK(holding(h44, "2026-02-10") == Lines{"1.000001 national", "1.000002 own", "1.000003 own"});
    CHECK(holding(h44, "2026-03-01") ==
          Lines{"1.000001 national", "1.000002 national", "1.000003 own"});
    CHECK(holding(h44, "2026-01-31") == Lines{"1.000001 national", "1.000002 national"});
    CHECK(holding(0, "2026-02-10") == Lines{"1.000001 national", "1.000002 national"});
    CHECK(shown(procedures.issued_by(h44, day("2026-02-10"))) ==
          Lines{"1.000002 own", "1.000003 own"});
    CHECK(procedures.issued_by(h44, day("2026-01-31")).empty());
    CHECK(procedures.of_unit_on(h44, "1.000002", day("2026-02-10"))->name_vi == "own");
    CHECK(procedures.of_unit_on(h44, "1.000002", day("2026-03-10"))->name_vi == "national");
    CHECK(procedures.of_unit_on(0, "1.000003", day("2026-03-10")) == nullptr);

    using Spans = std::vector<SpanOfFact>;
    CHECK(procedures.gives_result(h44, "1.000002", day("2026-01-15"), day("2026-03-15")) ==
          Spans{{day("2026-01-15"), day("2026-01-31"), true},
                {day("2026-02-01"), day("2026-02-28"), false},
                {day("2026-03-01"), day("2026-03-15"), true}});
    CHECK(procedures.gives_result(0, "1.000002", day("2026-01-15"), day("2026-03-15")) ==
          Spans{{day("2026-01-15"), day("2026-03-15"), true}});
}

TEST_CASE("a list of a unit that is not one unit throughout is refused")
{
    CHECK(
        faults_of([] {
            read(kWithUnits + "H44,1.000001,A,,,,,2025-01-01,\n"
                              "H44,1.000001,A,,,,,2025-01-01,2025-06-30\n"
                              "H44,1.000001,A,,,,,2025-07-01,\n"
                              "H44,1.000001,A,,,,,2026-07-01,\n"
                              "H99,1.000001,A,,,,,2025-07-01,\n"
                              "H26,1.000001,A,,,,,2026-07-01,\n");
        }) ==
        Lines{"p.csv:2: column 1 (unit): \"H44\" is not one unit from 2025-01-01 on; end the line "
              "with the unit, and give what it became a line of its own",
              "p.csv:5: column 2 (code): \"1.000001\" is also on line 4, and both hold on "
              "2026-07-01",
              "p.csv:6: column 1 (unit): \"H99\" is no unit of the unit register"});
}

TEST_CASE("the sample that ships with the project is a sound register")
{
    const std::filesystem::path sample = CONGTO_PROCEDURE_SAMPLE;
    CHECK(read(read_whole(sample)).size() == 5);
}

} // namespace
} // namespace congto::registers
