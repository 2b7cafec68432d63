#include "collector/register/registers.h"
#include "collector/register/sheet.h"
#include "collector/register/target.h"
#include "tests/register/faults_of.h"
#include "tests/register/known_units.h"

#include <catch2/catch.hpp>

namespace congto::registers {
namespace {

using test::day;
using test::faults_of;
using Lines = std::vector<std::string>;

const std::string kHeading = "indicator,whom,from,to,rate,campaign\n";
const std::string kCampaigns = "name,from,to,text\n"
                               "60 days,2025-10-10,2025-12-10,\"60 % online, all digitised\"\n"
                               "spring,2025-05-01,2025-05-31,\n";

CampaignRegister campaigns()
{
    return CampaignRegister(read_campaigns(kCampaigns, "c.csv"));
}

std::vector<Target> read(const std::string& content)
{
    return read_targets(content, "t.csv", test::shipped_register(), campaigns());
}

// The rate, or "none".
std::string rate_of(const Target* target)
{
    return target == nullptr ? "none" : target->rate;
}

TEST_CASE("campaigns are found by name and stand in the order of their days")
{
    const auto found = campaigns();
    REQUIRE(found.all().size() == 2);
    CHECK(found.all()[0].name == "spring");
    REQUIRE(found.named("60 days") != nullptr);
    CHECK(*found.named("60 days") ==
          Campaign{"60 days", day("2025-10-10"), day("2025-12-10"), "60 % online, all digitised"});
    CHECK(found.named("autumn") == nullptr);
}

TEST_CASE("every fault of a file of campaigns is named at once")
{
    CHECK(faults_of([] {
              read_campaigns("name,from,to,text\n,2025-01-01,,\nA,2025-02-02,2025-02-01,\n"
                             "B,2025-02-02,2025-03-01,\nB,2025-02-02,2025-03-01,x\n",
                             "c.csv");
          }) == Lines{"c.csv:2: column 1 (name): is empty",
                      "c.csv:2: column 3 (to): is empty; write a date like 2026-02-03",
                      "c.csv:3: column 3 (to): \"2025-02-01\" is before from \"2025-02-02\"",
                      "c.csv:5: column 1 (name): \"B\" is also on line 4"});
}

TEST_CASE("a target holds for whom it names, on every day asked")
{
    const TargetRegister targets(read(kHeading + "end_to_end,nation,2024-01-01,2024-12-31,50,\n"
                                                 "end_to_end,provinces,2024-01-01,2024-12-31,30,\n"
                                                 "end_to_end,ministries,2024-01-01,2024-12-31,70,\n"
                                                 "end_to_end,provinces,2025-01-01,,40.5,\n"
                                                 "end_to_end,H44,2024-01-01,2024-06-30,25,\n"));
    const auto& units = test::shipped_register();
    const auto& h44 = *units.valid_on("H44", day("2024-03-01"));
    const auto& h26 = *units.valid_on("H26", day("2024-03-01"));
    const auto& g09 = *units.valid_on("G09", day("2024-03-01"));
    const TargetAsked march{"end_to_end", day("2024-03-01"), day("2024-03-31"), {}};
    const TargetAsked year{"end_to_end", day("2024-01-01"), day("2024-12-31"), {}};
    CHECK(rate_of(targets.of_nation(march)) == "50");
    CHECK(rate_of(targets.of_unit(march, h44)) == "25");
    // Of half the year its own: 30 holds for it on the other half alone.
    CHECK(rate_of(targets.of_unit(year, h44)) == "none");
    const TargetAsked july{"end_to_end", day("2024-07-01"), day("2024-07-31"), {}};
    CHECK(rate_of(targets.of_unit(july, h44)) == "30");
    CHECK(rate_of(targets.of_unit(march, h26)) == "30");
    CHECK(rate_of(targets.of_unit(march, g09)) == "70");
    const TargetAsked both_years{"end_to_end", day("2024-12-01"), day("2025-01-31"), {}};
    CHECK(rate_of(targets.of_unit(both_years, h26)) == "none");
    const TargetAsked later{"end_to_end", day("2026-12-01"), day("2026-12-31"), {}};
    CHECK(rate_of(targets.of_unit(later, h26)) == "40.5");
    CHECK(rate_of(targets.of_nation(later)) == "none");
    const TargetAsked other{"digitised", day("2024-03-01"), day("2024-03-31"), {}};
    CHECK(rate_of(targets.of_nation(other)) == "none");
}

TEST_CASE("a unit with two targets of its own in a period has none there, and not its kind's")
{
    const TargetRegister targets(read(kHeading + "end_to_end,provinces,2026-01-01,,30,\n"
                                                 "end_to_end,H44,2026-01-01,2026-06-30,40,\n"
                                                 "end_to_end,H44,2026-07-01,,50,\n"));
    const auto& h44 = *test::shipped_register().valid_on("H44", day("2026-03-01"));
    const TargetAsked year{"end_to_end", day("2026-01-01"), day("2026-12-31"), {}};
    CHECK(rate_of(targets.of_unit(year, h44)) == "none");
    const TargetAsked autumn{"end_to_end", day("2026-07-01"), day("2026-09-30"), {}};
    CHECK(rate_of(targets.of_unit(autumn, h44)) == "50");
}

TEST_CASE("a campaign's target has its days and is asked for by its name")
{
    const TargetRegister targets(read(kHeading +
                                      "online_submission,provinces,2025-01-01,2025-12-31,80,\n"
                                      "online_submission,provinces,,,60,60 days\n"));
    REQUIRE(targets.all().size() == 2);
    CHECK(targets.all()[1].valid_from == day("2025-10-10"));
    CHECK(targets.all()[1].valid_to == day("2025-12-10"));
    const auto& h26 = *test::shipped_register().valid_on("H26", day("2025-10-10"));
    TargetAsked asked{"online_submission", day("2025-10-10"), day("2025-12-10"), {}};
    CHECK(rate_of(targets.of_unit(asked, h26)) == "80");
    asked.campaign = "60 days";
    CHECK(rate_of(targets.of_unit(asked, h26)) == "60");
    asked.campaign = "spring";
    CHECK(rate_of(targets.of_unit(asked, h26)) == "none");
}

TEST_CASE("every fault of a file of targets is named at once")
{
    CHECK(
        faults_of([] {
            read(kHeading + "rate,all,2025-01-01,2024-01-01,100.5,\n"
                            "digitised,H99,2025-01-01,,100,\n"
                            "digitised,H44,2025-01-01,2025-12-31,1e2,\n"
                            "digitised,H44,2025-01-01,2025-12-31,90,\n"
                            "digitised,nation,2025-01-01,,100,60 days\n"
                            "digitised,nation,,,100,70 days\n"
                            "digitised,nation,2025-01-01,2025-12-31,90,\n"
                            "digitised,nation,2025-12-31,,95,\n"
                            "digitised,nation,,,95,spring\n"
                            "digitised,nation,,,96,spring\n");
        }) ==
        Lines{
            "t.csv:2: column 1 (indicator): \"rate\" is not one of " + all_indicator_names(),
            "t.csv:2: column 2 (whom): \"all\" is not nation, provinces, ministries or a unit of "
            "the unit register",
            "t.csv:2: column 4 (to): \"2024-01-01\" is before from \"2025-01-01\"",
            "t.csv:2: column 5 (rate): \"100.5\" is over 100 %",
            "t.csv:3: column 2 (whom): \"H99\" is not nation, provinces, ministries or a unit of "
            "the unit register",
            "t.csv:4: column 5 (rate): \"1e2\" is not a rate in per cent like 92.4",
            "t.csv:5: column 2 (whom): \"H44\" is not one unit from 2025-01-01 to 2025-12-31; "
            "end the line with the unit, and give what it became a line of its own",
            "t.csv:6: column 3 (from): is not empty; a campaign's target has the days of the "
            "campaign",
            "t.csv:7: column 6 (campaign): \"70 days\" is no campaign; congto-collector campaigns "
            "import comes first",
            "t.csv:9: column 1 (indicator): the target of digitised is also on line 8, and both "
            "hold on 2025-12-31",
            "t.csv:11: column 1 (indicator): the target of digitised is also on line 10, and "
            "both hold on 2025-05-01"});
}

TEST_CASE("the samples that ship with the project are sound registers")
{
    const std::filesystem::path config = CONGTO_CONFIG;
    const CampaignRegister known(
        read_campaigns(read_whole(config / "campaigns" / "sample.csv"), "campaigns.csv"));
    CHECK(known.all().size() == 1);
    const TargetRegister targets(read_targets(read_whole(config / "targets" / "sample.csv"),
                                              "targets.csv", test::shipped_register(), known));
    CHECK(targets.all().size() == 13);
    const TargetAsked year{"end_to_end", day("2024-01-01"), day("2024-12-31"), {}};
    CHECK(rate_of(targets.of_nation(year)) == "50");
    CHECK(read_bodies(read_whole(config / "bodies" / "sample.csv"), "bodies.csv",
                      test::shipped_register())
              .size() == 7);
}

} // namespace
} // namespace congto::registers
