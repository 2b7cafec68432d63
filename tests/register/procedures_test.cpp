#include "collector/register/procedure.h"
#include "collector/register/sheet.h"
#include "tests/register/faults_of.h"

#include <catch2/catch.hpp>

namespace congto::registers {
namespace {

using test::faults_of;
using Lines = std::vector<std::string>;

const std::string kHeading = "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to\n";

model::Day day(std::string_view text)
{
    return model::parse_day(text).value();
}

TEST_CASE("procedures are read with canonical codes, and what is empty is unknown")
{
    const auto found = read_procedures(
        kHeading + "2.000815.000.00.00.H10,\"Chứng thực, sao y\",full,yes,no,yes,2024-01-01,\n"
                   "1.000894,Kết hôn,,,,,2024-01-01,2024-12-31\n",
        "p.csv");
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
        read_procedures(kHeading + ",A,high,ja,no,no,2024-01-01,2023-12-31\n"
                                   "1.000001,B,full,yes,no,no,2024-01-01,\n"
                                   "1.000001.000.00.00.H01,B,full,yes,no,no,2024-02-01,2024-02-28\n"
                                   "1.000001,B,full,yes,no,no,2025-01-01,\n"
                                   "1.000002,C,full,yes,no,no,2024-01-01,2024-12-31\n"
                                   "1.000002,C,full,yes,no,no,2025-01-01,\n",
                        "p.csv");
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
    const ProcedureRegister procedures(
        read_procedures(kHeading + "1.000001,A,,,no,,2024-03-01,2024-03-31\n"
                                   "1.000001,A,,,yes,,2024-04-01,2024-04-30\n"
                                   "1.000001,A,,,yes,,2024-05-01,2024-05-31\n"
                                   "1.000002,B,,,,,2024-01-01,\n",
                        "p.csv"));
    const auto spans = [&](const char* code, const char* from, const char* to) {
        return procedures.gives_result(code, day(from), day(to));
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

TEST_CASE("the sample that ships with the project is a sound register")
{
    const std::filesystem::path sample = CONGTO_PROCEDURE_SAMPLE;
    CHECK(read_procedures(read_whole(sample), "sample.csv").size() == 5);
}

} // namespace
} // namespace congto::registers
