// An answer of the national portal, as figures and counts.
#include "collector/register/portal_figures.h"
#include "tests/register/faults_of.h"
#include "tests/register/known_units.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace congto::registers {
namespace {

using test::day;
using test::faults_of;
using Lines = std::vector<std::string>;

// H44 from the middle of 2025, and another unit before.
UnitRegister units()
{
    return UnitRegister(test::both_h44());
}

const PortalReport kAugust{days_of_month(2026, 8), day("2026-09-27"), "portal"};

PortalFigures read(const std::string& json, const PortalReport& report = kAugust)
{
    return figures_of(read_portal_tree(json, "t.json"), "t.json", report, units());
}

Lines faults(const std::string& json, const PortalReport& report = kAugust)
{
    return faults_of([&] { read(json, report); });
}

std::string tree(const std::string& parent, const std::string& children = "")
{
    return R"({"code":"OK","data":{"parent":{"departmentCode":"H44",)" + parent +
           R"(},"children":[)" + children + "]}}";
}

const ReportedCount* count(const PortalFigures& found, std::string_view name,
                           std::string_view body = "")
{
    const auto at =
        std::find_if(found.counts.begin(), found.counts.end(), [&](const ReportedCount& one) {
            return one.name == name && one.body == body;
        });
    return at == found.counts.end() ? nullptr : &*at;
}

TEST_CASE("channels become a rate of online submission, and stay numbers")
{
    const auto found = read(tree(R"("channelOnlineSum":150956,"channelDirectSum":1639,
        "channelPostalSum":0,"channelTotalSum":152595)"));
    REQUIRE(found.figures.size() == 1);
    CHECK(found.figures[0] == ReportedFigure{2, day("2026-08-01"), day("2026-08-31"),
                                             "online_submission", 150956, 152595, "98.93", "portal",
                                             day("2026-09-27"), "",
                                             "channelOnlineSum of channelTotalSum"});
    CHECK(found.counts.size() == 4);
    REQUIRE(count(found, "by_post") != nullptr);
    CHECK(*count(found, "by_post") == ReportedCount{2, "", day("2026-08-01"), day("2026-08-31"),
                                                    "by_post", 0, "portal", day("2026-09-27")});
}

TEST_CASE("a rate the portal states is kept in its digits, also where its numbers give another")
{
    const auto found = read(tree(R"("totalReceived":10,"totalOnTime":7,"ratio":71.5)"));
    REQUIRE(found.figures.size() == 1);
    CHECK(found.figures[0].indicator == "on_time");
    CHECK(found.figures[0].rate == "71.5");
    CHECK(found.figures[0].numerator == 7);
}

TEST_CASE("a ratio beside channels is a score's, and no rate")
{
    const auto found =
        read(tree(R"("channelOnlineSum":1,"channelTotalSum":3,"ratio":73.58,"totalScore":8.83)"));
    REQUIRE(found.figures.size() == 1);
    CHECK(found.figures[0].rate == "33.33");
    CHECK(found.notes == Lines{"not taken: ratio (1), totalScore (1)"});
}

TEST_CASE("departments below a unit are its bodies")
{
    const auto found = read(tree(R"("totalReceived":5,"totalOnTime":4)", R"(
        {"departmentCode":"H44.100","departmentName":"x","totalReceived":5,"totalOnTime":4,
         "totalOverdue":1,"ratio":80},
        {"departmentCode":"H44.13","totalReceived":0,"totalOnTime":0,"totalOverdue":0,"ratio":0})"));
    REQUIRE(found.figures.size() == 2);
    CHECK(found.figures[0].body.empty());
    CHECK(found.figures[1].body == "H44.100");
    CHECK(found.figures[1].unit == 2);
    CHECK(found.figures[1].rate == "80");
    REQUIRE(count(found, "overdue", "H44.13") != nullptr);
    CHECK(found.notes == Lines{"1 rates have a denominator of 0: no figure"});
}

TEST_CASE("metrics are taken by their code, others are named as not taken")
{
    const auto found = read(R"({"code":"OK","data":{"overview":{"departmentCode":"H44","metrics":[
        {"code":"SO_HOA_GIAY_TO_GIAI_QUYET","numerator":21233,"denominator":184513,"ratio":11.51},
        {"code":"ELECTRONIC_CERTIFIED_COPY","numerator":null,"denominator":null,"ratio":100}]},
        "evaluation":[{"departmentCode":"H44.01","metrics":[
        {"code":"SO_HOA_GIAY_TO_GIAI_QUYET","numerator":0,"denominator":0,"ratio":null}]}],
        "pagination":{"total":1}}})");
    REQUIRE(found.figures.size() == 1);
    CHECK(found.figures[0].indicator == "digitised");
    CHECK(found.figures[0].rate == "11.51");
    REQUIRE(count(found, "digitised_of", "H44.01") != nullptr);
    CHECK(found.notes == Lines{"1 rates have a denominator of 0: no figure",
                               "not taken: metrics ELECTRONIC_CERTIFIED_COPY (1), pagination (1)"});
}

TEST_CASE("null is what was not reported, in parts as in numbers")
{
    const auto found =
        read(R"({"code":"OK","request":null,"data":{"overview":null,"evaluation":null,"parent":)"
             R"({"departmentCode":"H44","totalReceived":null,"metrics":null,"children":null},)"
             R"("children":[{"departmentCode":"H44.01","totalReceived":7,"children":null}]}})");
    CHECK(found.counts.size() == 1);
    CHECK(count(found, "received", "H44.01") != nullptr);
}

TEST_CASE("a metric that stands twice is refused: nobody says which is meant")
{
    const std::string paid = R"({"code":"DOSSIER_SYNC","numerator":1,"denominator":2})";
    CHECK(faults(tree(R"("metrics":[)" + paid + ',' + paid + ']')) ==
          Lines{"t.json: $.data.parent.metrics[1].code: \"DOSSIER_SYNC\" stands here twice"});
}

TEST_CASE("a tree that says its days and its capture needs an origin alone")
{
    const std::string said =
        R"({"capturedAt":"2026-09-26T18:14:42Z","request":{"timeType":"year","year":2026},
            "code":"OK","data":{"parent":{"departmentCode":"H44","totalReceived":2,"totalOnTime":1}}})";
    const auto found = read(said, {{}, {}, "portal"});
    REQUIRE(found.figures.size() == 1);
    // In Vietnam it was the next day already, and the year was not over.
    CHECK(found.figures[0].reported_on == day("2026-09-27"));
    CHECK(found.figures[0].to == day("2026-09-27"));
    CHECK(found.notes == Lines{"captured before the period was over: taken as of 2026-01-01 to "
                               "2026-09-27"});
    CHECK(faults(said, {days_of_year(2025), day("2026-09-27"), "portal"}) ==
          Lines{"t.json: $.request: asks for 2026-01-01 to 2026-12-31, you say 2025-01-01 to "
                "2025-12-31"});
    CHECK(faults(said, {{}, day("2026-09-26"), "portal"}) ==
          Lines{"t.json: $.capturedAt: is 2026-09-27, --reported-on is 2026-09-26"});
}

TEST_CASE("an origin that the ledger could not give back is refused")
{
    const auto said_by = [](const std::string& origin) {
        return faults(tree(R"("totalReceived":2)"),
                      {days_of_month(2026, 8), day("2026-09-27"), origin});
    };
    CHECK(said_by("2026-09-26, portal") ==
          Lines{"t.json: --origin: \"2026-09-26, portal\" begins with a day, which --reported-on "
                "says; write who reported it"});
    CHECK(said_by("por\ntal") == Lines{"t.json: --origin: \"por\\ntal\" is not one line of text"});
    CHECK(said_by("report 2026-09-26").empty());
}

TEST_CASE("what nobody says is asked for, all at once")
{
    CHECK(faults(tree(R"("totalReceived":2)"), {}) ==
          Lines{"t.json: when was it captured? give --reported-on 2026-09-26",
                "t.json: which days is it of? give one of --month 2026-08, --quarter 2026-Q3, "
                "--year 2026, or --from and --to",
                "t.json: whose report is it? give --origin \"national portal\""});
    CHECK(faults(tree(R"("totalReceived":2)"), {days_of_month(2026, 10), day("2026-09-27"), "p"}) ==
          Lines{"t.json: the period 2026-10-01 to 2026-10-31 begins after 2026-09-27, when it was "
                "captured"});
}

TEST_CASE("every field of a wrong type is named by its path")
{
    CHECK(faults(tree(R"("channelOnlineSum":"12","channelTotalSum":-1,"totalReceived":1.5)",
                      R"({"departmentCode":"H44.1","totalOnTime":[]},{"totalOnTime":1},7,
                         {"departmentCode":"H44.1"})")) ==
          Lines{"t.json: $.data.parent.channelOnlineSum: \"12\" is not a whole number from 0 to "
                "10^12",
                "t.json: $.data.parent.channelTotalSum: -1 is not a whole number from 0 to 10^12",
                "t.json: $.data.parent.totalReceived: 1.5E0 is not a whole number from 0 to 10^12",
                "t.json: $.data.children[0].totalOnTime: [] is not a whole number from 0 to 10^12",
                "t.json: $.data.children[1].departmentCode: is missing; a number needs its "
                "department",
                "t.json: $.data.children[2]: 7 is not an object",
                "t.json: $.data.children[3].departmentCode: \"H44.1\" stands here twice"});
}

TEST_CASE("a rate over 100 % is refused, stated or by its numbers")
{
    CHECK(faults(tree(R"("totalReceived":10,"totalOnTime":7,"ratio":100.01)")) ==
          Lines{"t.json: $.data.parent.ratio: 100.01 is over 100 %"});
    CHECK(faults(tree(R"("channelOnlineSum":11,"channelTotalSum":10)")) ==
          Lines{"t.json: $.data.parent: online_submission is channelOnlineSum of "
                "channelTotalSum: 11 of 10 is over 100 %"});
}

TEST_CASE("a unit that is none, or another one within the period, is refused")
{
    CHECK(faults(R"({"departmentCode":"H99.1","totalReceived":1})") ==
          Lines{"t.json: $.departmentCode: \"H99.1\" is no unit of the unit register"});
    CHECK(faults(R"({"departmentCode":"H44","totalReceived":1})",
                 {days_of_year(2025), day("2026-01-03"), "p"}) ==
          Lines{"t.json: $.departmentCode: \"H44\" is not one unit from 2025-01-01 to 2025-12-31; "
                "report each unit for its own days"});
}

TEST_CASE("text that is not JSON is refused with its line and column")
{
    CHECK(faults("{\"data\":\n  {\"parent\" 1}}").front().find("t.json:2:13: is not JSON: ") == 0);
    CHECK(faults("{\"data\":{").front() ==
          "t.json:1:10: is not JSON: the file ends in the middle of it");
    CHECK(faults("{} {}") ==
          Lines{"t.json:1:4: is not JSON: something follows the document's end"});
}

TEST_CASE("an answer without departments, of a failure or of one procedure is refused")
{
    CHECK(faults("{\"code\":\"OK\",\"data\":{}}") ==
          Lines{"t.json: $: no department is in it: neither parent and children, nor overview and "
                "evaluation, nor a departmentCode"});
    CHECK(faults(R"({"code":"ERROR","data":{"parent":{"departmentCode":"H44"}}})") ==
          Lines{"t.json: $.code: \"ERROR\" is not \"OK\": the portal did not answer what was "
                "asked"});
    CHECK(
        faults(R"({"request":{"formalityId":"019d","timeType":"month","year":2026,"month":13},
                     "data":{"parent":{"departmentCode":"H44"}}})") ==
        Lines{"t.json: $.request.formalityId: the answer is of one procedure alone; what is "
              "reported is of units and bodies: ask the portal without it",
              R"(t.json: $.request: {"formalityId":"019d","timeType":"month","year":2026,"month"…)"
              " is no month, quarter or year"});
}

TEST_CASE("a period is named by month, quarter or year")
{
    CHECK(days_named("2026-08") == Days{day("2026-08-01"), day("2026-08-31")});
    CHECK(days_named("2026-Q3") == Days{day("2026-07-01"), day("2026-09-30")});
    CHECK(days_named("2024") == Days{day("2024-01-01"), day("2024-12-31")});
    for (const char* none :
         {"", "2026-13", "2026-Q5", "2026-Q", "26", "2026-Q33", "1899", "year"}) {
        INFO(none);
        CHECK(days_named(none) == std::nullopt);
    }
}

TEST_CASE("the day of a capture is the day in Vietnam")
{
    CHECK(day_captured("2026-09-26T16:59:59Z") == day("2026-09-26"));
    CHECK(day_captured("2026-09-26T17:00Z") == day("2026-09-27"));
    CHECK(day_captured("2026-09-26T23:00:00.123+07:00") == day("2026-09-26"));
    CHECK(day_captured("2026-09-26") == day("2026-09-26"));
    for (const char* none : {"", "2026-09-26T", "2026-09-26T18:14", "2026-09-26T25:00Z",
                             "2026-09-26T18:14Zx", "26.09.2026", "2026-09-26T18:14:42.Z"}) {
        INFO(none);
        CHECK(day_captured(none) == std::nullopt);
    }
}

} // namespace
} // namespace congto::registers
