#include "collector/register/listings.h"
#include "collector/register/reported.h"
#include "config/runtime/failure.h"
#include "tests/e2e/json.h"
#include "tests/register/faults_of.h"
#include "tests/register/known_units.h"

#include <catch2/catch.hpp>

#include <sstream>

namespace congto::registers {
namespace {

using test::day;
using test::faults_of;
using Lines = std::vector<std::string>;

const std::string kByMonth = "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n";
const std::string kByDays =
    "unit,from,to,indicator,numerator,denominator,rate,origin,reported_on\n";

// H44 until and from the middle of 2025, and a province whose code is not confirmed.
UnitRegister units()
{
    auto known = test::both_h44();
    Unit unsure;
    unsure.id = 3;
    unsure.name_vi = "Tỉnh Yên Bái";
    unsure.code_candidate = "H63";
    known.push_back(unsure);
    return UnitRegister(std::move(known));
}

std::vector<ReportedFigure> read(const std::string& content,
                                 const std::vector<ReportedFigure>& known = {})
{
    return read_reported(content, "r.csv", units(), known);
}

Lines reported_faults(const std::string& content)
{
    return faults_of([&] { read(content); });
}

TEST_CASE("a month's figure is kept with its unit of that time, its origin and its digits")
{
    const auto found = read(kByMonth + "H44,2025-06,end_to_end,,,92.40,portal,2025-07-03\n"
                                       "H44,2025-07,end_to_end,17,100,17,portal,2025-08-03\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0] == ReportedFigure{1,
                                     day("2025-06-01"),
                                     day("2025-06-30"),
                                     "end_to_end",
                                     {},
                                     {},
                                     "92.40",
                                     "portal",
                                     day("2025-07-03")});
    CHECK(found[1] == ReportedFigure{2, day("2025-07-01"), day("2025-07-31"), "end_to_end", 17, 100,
                                     "17", "portal", day("2025-08-03")});
}

TEST_CASE("several figures of one unit and month are kept")
{
    CHECK(read(kByDays + "H44,2026-02-01,2026-02-28,end_to_end,,,90,portal,2026-03-01\n"
                         "H44,2026-02-01,2026-02-28,end_to_end,,,91,portal,2026-03-02\n"
                         "H44,2026-02-01,2026-02-28,end_to_end,,,92,letter 12,2026-03-01\n"
                         "H44,2026-02-01,2026-02-28,on_time,,,93,portal,2026-03-01\n")
              .size() == 4);
}

TEST_CASE("each wrong line of a report gives one clear fault")
{
    const std::string end = ",portal,2026-03-01\n";
    const auto faults =
        reported_faults(kByDays + "H44,2026-02-01,2026-02-28,end_to_end,,,100.01" + end + // 2
                        "H99,2026-02-01,2026-02-28,end_to_end,,,90" + end +               // 3
                        "H44,2026-02-28,2026-02-01,end_to_end,,,90" + end +               // 4
                        "H44,2026-02-01,2026-02-28,end_to_end,17,100,17.1" + end +        // 5
                        "H63,2026-02-01,2026-02-28,end_to_end,,,90" + end +               // 6
                        "H44,2025-06-01,2025-07-31,end_to_end,,,90" + end +               // 7
                        "H44,2026-02-01,2026-02-28,online,,,90" + end +                   // 8
                        "H44,2026-02-01,2026-02-28,end_to_end,,,\"92,4\"" + end +         // 9
                        "H44,2026-02-01,2026-02-28,end_to_end,5,,90" + end +              // 10
                        "H44,2026-02-01,2026-02-28,end_to_end,0,0,0" + end +              // 11
                        "H44,2026-02-01,2026-02-28,end_to_end,101,100,100" + end +        // 12
                        "H44,2026-02-01,2026-02-28,end_to_end,,,,," + "2026-03-01\n" +    // 13
                        "H44,2026-02-01,2026-02-28,end_to_end,,,90,portal,March\n");      // 14
    CHECK(faults ==
          Lines{"r.csv:2: column 7 (rate): \"100.01\" is over 100 %",
                "r.csv:3: column 1 (unit): \"H99\" is no unit of the unit register",
                "r.csv:4: column 3 (to): \"2026-02-01\" is before from \"2026-02-28\"",
                "r.csv:5: column 7 (rate): \"17.1\" is not \"17\" of \"100\", which is 17.0 %",
                "r.csv:6: column 1 (unit): \"H63\" is not confirmed as the code of Tỉnh Yên Bái; "
                "confirm it in the unit register first, or write the name",
                "r.csv:7: column 1 (unit): \"H44\" is not one unit from 2025-06-01 to 2025-07-31; "
                "report each unit for its own days",
                "r.csv:8: column 4 (indicator): \"online\" is not one of end_to_end, "
                "end_to_end_proven, online_submission, online_with_result, online_of_full, "
                "online_of_two_channels, procedures_full, procedures_in_use, paid_online, "
                "result_electronic, digitised, on_time",
                "r.csv:9: column 7 (rate): \"92,4\" is not a rate in per cent like 92.4 (a point, "
                "digits, no sign, no zero in front, at most four decimals)",
                "r.csv:10: column 6 (denominator): is empty; give numerator and denominator, or "
                "neither",
                "r.csv:11: column 6 (denominator): is 0; a rate of no dossiers is no figure: leave "
                "the line out",
                "r.csv:12: column 5 (numerator): \"101\" is more than the denominator \"100\"",
                "r.csv:13: column 7 (rate): is empty", "r.csv:13: column 8 (origin): is empty",
                "r.csv:14: column 9 (reported_on): \"March\" is not a date like 2026-02-03"});
}

TEST_CASE("a period is a month or two days, not both")
{
    const std::string heading =
        "unit,month,from,to,indicator,numerator,denominator,rate,origin,reported_on\n";
    const std::string end = "end_to_end,,,90,portal,2026-03-01\n";
    CHECK(
        reported_faults(heading + "H44,2026-02,2026-02-01,," + end + "H44,2026-2,,," + end +
                        "H44,,2026-02-01,," + end) ==
        Lines{"r.csv:2: column 2 (month): stands beside from or to; write either the month or both "
              "days",
              "r.csv:3: column 2 (month): \"2026-2\" is not a month like 2026-02",
              "r.csv:4: column 4 (to): is empty; write a date like 2026-02-03"});
}

TEST_CASE("a rate fits its numbers when cutting or rounding them gives it")
{
    const auto fits = [](const char* numbers) {
        return reported_faults(kByMonth + "H44,2026-02,end_to_end," + numbers +
                               ",portal,2026-03-01\n")
            .empty();
    };
    CHECK(fits("2,3,66.67"));
    CHECK(fits("2,3,66.66"));
    CHECK(fits("2,3,67"));
    CHECK(fits("2,3,66"));
    CHECK(fits("2,3,66.6667"));
    CHECK_FALSE(fits("2,3,66.68"));
    CHECK_FALSE(fits("2,3,66.65"));
    CHECK_FALSE(fits("2,3,65"));
    CHECK(fits("1,3,33"));
    CHECK_FALSE(fits("1,3,34"));
    CHECK_FALSE(fits("2,3,68"));
    CHECK(fits("1,8,12"));
    CHECK(fits("1,8,13"));
    CHECK_FALSE(fits("1,8,12.6"));
    CHECK(fits("0,3,0.00"));
    CHECK_FALSE(fits("0,3,0.01"));
    CHECK_FALSE(fits("3,3,99.99"));
    CHECK_FALSE(fits("2,3,66.6668"));
    CHECK(fits("999999999999,1000000000000,99.9999"));
    CHECK(fits("999999999999,1000000000000,100"));
    CHECK(fits("1000000000000,1000000000000,100.0000"));
    CHECK_FALSE(fits("999999999999,1000000000000,99.9998"));
}

TEST_CASE("the fault of a rate that its numbers do not give says which would do")
{
    const auto fault = [](const char* numbers) {
        return reported_faults(kByMonth + "H44,2026-02,end_to_end," + numbers +
                               ",portal,2026-03-01\n")
            .at(0);
    };
    CHECK(fault("1,3,34") ==
          "r.csv:2: column 6 (rate): \"34\" is not \"1\" of \"3\", which is 33 %");
    CHECK(fault("2,3,1.5") == "r.csv:2: column 6 (rate): \"1.5\" is not \"2\" of \"3\", which is "
                              "66.6 % (66.7 % rounded)");
    CHECK(fault("1,9000,1.00") == "r.csv:2: column 6 (rate): \"1.00\" is not \"1\" of \"9000\", "
                                  "which is 0.01 %");
}

TEST_CASE("only the form of a rate is parsed")
{
    CHECK(parse_rate("92.40") == WrittenRate{9240, 2});
    CHECK(parse_rate("0") == WrittenRate{0, 0});
    CHECK(parse_rate("0.0125") == WrittenRate{125, 4});
    for (const char* text : {"", ".", "9.", ".5", "-1", "+1", "1e2", "1.23456", "9 0", "92.4%",
                             "1.2.3", "00", "07.5"}) {
        CAPTURE(text);
        CHECK(parse_rate(text) == std::nullopt);
    }
}

TEST_CASE("whatever rate is taken is a number for whoever reads the JSON")
{
    int taken = 0;
    for (const char* rate :
         {"0",    "0.0",    "0.50", "7",   "7.5000",   "100",     "100.0000", "00",
          "00.5", "007.50", "01",   "-0",  "-1",       "+1",      "1e2",      "1E1",
          ".5",   "5.",     "0x1",  "NaN", "Infinity", "null",    "1_000",    "1 0",
          "1,5",  "１０",   "٥",    "5％", "[]",       "\\u0031", "5//",      "'5'"}) {
        CAPTURE(rate);
        std::vector<ReportedFigure> figures;
        try {
            figures =
                read(kByMonth + "H44,2026-02,end_to_end,,,\"" + rate + "\",portal,2026-03-01\n");
        } catch (const runtime::BadSettings&) {
            continue;
        }
        ++taken;
        std::ostringstream printed;
        runtime::print(printed, reported_listing(figures, units(), runtime::Shape::json),
                       runtime::Shape::json);
        const test::Json json(printed.str());
        CHECK_FALSE(json.is_null("/rows/0/rate"));
        CHECK_THROWS(json.text("/rows/0/rate"));
    }
    CHECK(taken == 7);
}

TEST_CASE("what is known already is not taken again, and never changed")
{
    const std::string line = "H44,2026-02,end_to_end,,,90,portal,2026-03-01\n";
    const auto known = read(kByMonth + line);
    CHECK(read(kByMonth + line, known).empty());
    CHECK(read(kByMonth + "H44,2026-02,end_to_end,,,91,portal,2026-03-02\n", known).size() == 1);
    CHECK(faults_of(
              [&] { read(kByMonth + "H44,2026-02,end_to_end,,,91,portal,2026-03-01\n", known); }) ==
          Lines{"r.csv:2: column 6 (rate): differs from the figure already imported (90 %); a "
                "correction is a new report with its own reported_on"});
    CHECK(reported_faults(kByMonth + line + line) ==
          Lines{"r.csv:3: column 1 (unit): the same report is on a line above"});
}

} // namespace
} // namespace congto::registers
