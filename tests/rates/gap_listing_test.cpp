// Gaps as they are printed. The town is the case this was built for: 30 % reported, 17 % measured.
#include "config/runtime/failure.h"
#include "tests/rates/golden.h"
#include "tests/rates/town.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
using runtime::Shape;

const std::string kHeading = "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n";

void add(std::vector<Observation>& dossiers, int count, const ADossier& like)
{
    for (int i = 0; i < count; ++i) {
        Observation one = like;
        one.id = id_of("H44.14-260105-" + std::to_string(10'000 + dossiers.size()));
        dossiers.push_back(one);
    }
}

// Settled in the month they were received in; by channel and level.
std::vector<Observation> thousand_dossiers()
{
    const auto online = [] { return dossier().resolved("2026-01-20").result(Result::electronic); };
    const auto other = [&](Channel channel, Level level) {
        return online().via(channel).level(level).result(Result::counter);
    };
    std::vector<Observation> all;
    add(all, 130, online());
    add(all, 12, online().fee(Fee::paid_offline));
    add(all, 18, online().result(Result::counter));
    add(all, 10, online().sees(Evidence::counter_visit));
    add(all, 80, online().level(Level::partial));
    add(all, 30, online().via(Channel::online_assisted));
    add(all, 20, online().via(Channel::online_assisted).level(Level::partial));
    add(all, 220, other(Channel::counter, Level::full));
    add(all, 340, other(Channel::counter, Level::partial));
    add(all, 90, other(Channel::post, Level::partial));
    add(all, 50, other(Channel::unknown, Level::partial));
    return all;
}

const Town& thousand()
{
    static Town town(thousand_dossiers());
    static const Town& reporting =
        town.reporting(kHeading + "H44,2026-01,end_to_end,304,1000,30.4,report 118/BC,2026-02-01\n"
                                  "H44,2026-01,online_of_full,,,92.4,dashboard,2026-02-02\n"
                                  "H26,2026-01,end_to_end,,,61,report 7/BC,2026-02-01\n");
    return reporting;
}

rates::GapArguments january_of(const char* unit)
{
    rates::GapArguments arguments;
    arguments.which.month = "2026-01";
    if (unit != nullptr) {
        arguments.which.unit = unit;
    }
    return arguments;
}

std::vector<std::string> faults_of(const rates::GapArguments& arguments)
{
    try {
        thousand().printed_gap(arguments, Shape::table);
    } catch (const runtime::BadSettings& refused) {
        return refused.faults();
    }
    return {};
}

TEST_CASE("30 % reported, 17 % measured: every step with its dossiers, and they add up")
{
    check_golden("gap.txt", thousand().printed_gap(january_of("H44"), Shape::table));
    check_golden("gap.json", thousand().printed_gap(january_of("H44"), Shape::json));
    check_golden("gap.csv", thousand().printed_gap(january_of("H44"), Shape::csv));
}

TEST_CASE("on the settled basis the walk goes on to 13 % proven")
{
    auto arguments = january_of("H44");
    arguments.which.basis = "settled";
    check_golden("gap_settled.txt", thousand().printed_gap(arguments, Shape::table));
}

TEST_CASE("another report, or any rate, can be walked from")
{
    auto arguments = january_of("H44");
    arguments.indicator = "online_of_full";
    CHECK(thousand().printed_gap(arguments, Shape::csv).find("reported,,,,,92.4,") !=
          std::string::npos);
    arguments = january_of("H44");
    arguments.reported = "34.5";
    const std::string printed = thousand().printed_gap(arguments, Shape::table);
    CHECK(printed.find("online_of_two_channels") != std::string::npos);
    CHECK(printed.find("Also reported: 30.4 % of end_to_end, report 118/BC, 2026-02-01") !=
          std::string::npos);
}

TEST_CASE("all units that reported are ranked, and one without a figure says why")
{
    check_golden("gap_all.txt", thousand().printed_gap(january_of(nullptr), Shape::table));
    check_golden("gap_all.json", thousand().printed_gap(january_of(nullptr), Shape::json));
    const std::string unmetered = thousand().printed_gap(january_of("H26"), Shape::table);
    CHECK(unmetered.find("no measured figure: not metered.") != std::string::npos);
}

TEST_CASE("equal gaps share a rank, provinces and ministries apart")
{
    const auto counter = [] { return dossier().via(Channel::counter); };
    Town town(std::vector<Observation>{dossier(), counter()});                // 50 %
    town.metering("H26", {dossier(), counter(), counter(), counter()}, 2)     // 25 %
        .metering("H01", {dossier()}, 3)                                      // 100 %
        .metering("G09", {dossier().at("G09.01"), counter().at("G09.01")}, 4) // 50 %
        .reporting(kHeading + "H01,2026-01,end_to_end,,,100,report 1/BC,2026-02-01\n"
                              "H44,2026-01,end_to_end,,,60,report 2/BC,2026-02-01\n"
                              "H26,2026-01,end_to_end,,,35.00,report 3/BC,2026-02-01\n"
                              "G09,2026-01,end_to_end,,,60,report 4/BC,2026-02-01\n");
    const std::string printed = town.printed_gap(january_of(nullptr), Shape::csv);
    INFO(printed);
    CHECK(printed.find("\n1,H26,") != std::string::npos);
    CHECK(printed.find("\n1,H44,") != std::string::npos);
    CHECK(printed.find("\n3,H01,") != std::string::npos);
    CHECK(printed.find("\n1,G09,") != std::string::npos);
}

TEST_CASE("what cannot be walked from is one clear fault")
{
    using Lines = std::vector<std::string>;
    auto arguments = january_of("H44");
    arguments.which.month = "2025-12";
    CHECK(faults_of(arguments) ==
          Lines{"nothing is reported of end_to_end for H44 from 2025-12-01 to 2025-12-31: import "
                "it with congto-collector reported import, or give a rate, as --reported 30.4"});
    arguments = january_of("H44");
    arguments.origin = "report 119/BC";
    CHECK(faults_of(arguments).size() == 3);
    CHECK(faults_of(arguments).at(1) ==
          "reported of these days: 30.4 % of end_to_end, report 118/BC, 2026-02-01");
    arguments = january_of("H44");
    arguments.reported = "100.5";
    CHECK(faults_of(arguments) == Lines{"--reported: \"100.5\" is over 100 %"});
    arguments.reported = "30,4";
    CHECK(faults_of(arguments) ==
          Lines{"--reported: \"30,4\" is not a rate in per cent like 30.4"});
    arguments = january_of(nullptr);
    arguments.reported = "30.4";
    CHECK(faults_of(arguments) == Lines{"--reported: is a figure of one unit: add --unit"});
    arguments.which.unit = "H99";
    CHECK(faults_of(arguments).size() == 1);
    arguments = january_of("H44");
    arguments.indicator = "procedures_full";
    CHECK(faults_of(arguments) ==
          Lines{"--indicator: procedures_full counts procedures, not dossiers: no walk leads from "
                "it; congto-collector ranking sets it beside its target"});
}

} // namespace
} // namespace congto::test
