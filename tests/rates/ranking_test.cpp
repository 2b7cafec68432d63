#include "config/runtime/failure.h"
#include "tests/rates/golden.h"
#include "tests/rates/town.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
using runtime::Shape;

std::vector<Observation> several(int online, int counter, const char* day)
{
    std::vector<Observation> dossiers;
    for (int made = 0; made < online + counter; ++made) {
        dossiers.push_back(dossier()
                               .at(made % 2 == 0 ? "14" : "20")
                               .received(day)
                               .via(made < online ? Channel::online : Channel::counter));
    }
    return dossiers;
}

std::vector<Observation> then_and_now(int online, int counter, int online_before,
                                      int counter_before)
{
    auto dossiers = several(online, counter, "2026-01-05");
    for (const auto& before : several(online_before, counter_before, "2025-12-05")) {
        dossiers.push_back(before);
    }
    return dossiers;
}

// January beside December: Lào Cai 3/4 after 0/2; Phú Thọ 1/3 after 1/1, and Hà Nội the same 2/6
// after 3/4 with two rows in quarantine; Thanh Hóa 0/2 after nothing, and its agent has said
// nothing yet; Quảng Ninh is not read. The ministries of home affairs 2/2 after 1/2, of justice 1/2
// after 1/2.
class Nation : public Town {
public:
    Nation() : Town(then_and_now(1, 2, 1, 0))
    {
        metering("H26", then_and_now(2, 4, 3, 1), 2, 2);
        metering("H38", then_and_now(3, 1, 0, 2), 3);
        metering("H56", then_and_now(0, 2, 0, 0), 4, std::nullopt);
        metering("H49", {}, 5, std::nullopt);
        metering("G09", then_and_now(2, 0, 1, 1), 6);
        metering("G15", then_and_now(1, 1, 1, 1), 7);
    }
};

constexpr const char* kTargets = "indicator,whom,from,to,rate\n"
                                 "end_to_end,nation,2026-01-01,,50\n"
                                 "end_to_end,provinces,2026-01-01,,37.5\n"
                                 "end_to_end,ministries,2026-01-01,,70\n"
                                 "end_to_end,H44,2026-01-01,,33.33\n";

rates::RankingArguments january()
{
    rates::RankingArguments arguments;
    arguments.which.month = "2026-01";
    return arguments;
}

TEST_CASE("provinces and ministries are ranked apart, with change, places, target and coverage")
{
    Nation town;
    town.with_targets(kTargets);
    check_golden("ranking.txt", town.printed_ranking(january(), Shape::table));
    check_golden("ranking.json", town.printed_ranking(january(), Shape::json));
    check_golden("ranking.csv", town.printed_ranking(january(), Shape::csv));
}

TEST_CASE("the bodies of a unit: communes, and the others, with their names where these are known")
{
    Nation town;
    town.with_targets(kTargets);
    auto arguments = january();
    arguments.bodies_of = "H26";
    check_golden("ranking_unknown_bodies.txt", town.printed_ranking(arguments, Shape::table));
    town.with_bodies("code,unit,name_vi,kind,valid_from,valid_to,successor_code\n"
                     "14,H26,Xã Ba Vì,commune,2025-07-01,,\n"
                     "15,H26,Phường Láng,ward,2025-07-01,,\n"
                     "20,H26,Sở Tư pháp,department,2025-07-01,,\n"
                     "01,H49,Xã Cô Tô,commune,2025-07-01,,\n");
    check_golden("ranking_bodies.txt", town.printed_ranking(arguments, Shape::table));
    check_golden("ranking_bodies.json", town.printed_ranking(arguments, Shape::json));
    arguments.bodies_of = "H49"; // greeted, not read
    check_golden("ranking_bodies_not_read.txt", town.printed_ranking(arguments, Shape::table));
}

TEST_CASE("bodies that ended within the period, or with an old unit, keep their level and name")
{
    Town town(std::vector<model::Observation>{dossier(), dossier().at("H44.20"),
                                              dossier().at("H44.14").received("2025-06-10"),
                                              dossier().at("H44.30").received("2025-06-10")});
    town.with_bodies("code,unit,name_vi,kind,valid_from,valid_to,successor_code\n"
                     "H44.14,H44,Huyện Cũ,district,2020-07-22,2025-06-30,\n"
                     "H44.30,H44,Xã Cũ,commune,2020-07-22,2025-06-30,\n"
                     "H44.14,H44,Xã Mới,commune,2025-07-01,2026-01-20,\n"
                     "H44.20,H44,Sở Tư pháp,department,2025-07-01,,\n");
    auto arguments = january();
    arguments.bodies_of = "H44";
    const auto csv = [&](const char* month) {
        arguments.which.month = month;
        return town.printed_ranking(arguments, Shape::csv);
    };
    const auto now = csv("2026-01");
    INFO(now);
    CHECK(now.find("\ncommunes,body,1,H44,Tỉnh Phú Thọ,province,H44.14,Xã Mới,commune,") !=
          std::string::npos);
    CHECK(now.find("\nbodies,body,1,H44,Tỉnh Phú Thọ,province,H44.20,Sở Tư pháp,") !=
          std::string::npos);
    const auto before = csv("2025-06");
    INFO(before);
    CHECK(before.find("\ncommunes,body,1,H44,Tỉnh Phú Thọ,province,H44.30,Xã Cũ,commune,") !=
          std::string::npos);
    CHECK(before.find("\nbodies,body,1,H44,Tỉnh Phú Thọ,province,H44.14,Huyện Cũ,district,") !=
          std::string::npos);
}

TEST_CASE("procedures are ranked by lists, which units without dossiers have too")
{
    Nation town;
    town.with_procedures("code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n"
                         "1.000894,Ly hôn,full,yes,,,2025-07-01,,H26\n"
                         "2.000815,Chứng thực,partial,yes,,,2025-07-01,,H26\n"
                         "1.000894,Ly hôn,full,yes,,,2025-07-01,,H01\n"
                         "1.000894,Ly hôn,full,yes,,,2025-07-01,,G01\n");
    auto arguments = january();
    arguments.which.indicator = "procedures_full";
    check_golden("ranking_procedures.txt", town.printed_ranking(arguments, Shape::table));
}

TEST_CASE("a campaign has its own days, targets, and as many days before")
{
    Nation town;
    town.with_campaigns("name,from,to,text\n60 ngày,2025-12-20,2026-01-31,\n");
    town.with_targets("indicator,whom,from,to,rate,campaign\n"
                      "end_to_end,provinces,,,75,60 ngày\n"
                      "end_to_end,nation,2025-01-01,,1,\n");
    rates::RankingArguments arguments;
    arguments.which.campaign = "60 ngày";
    const auto printed = town.printed_ranking(arguments, Shape::table);
    CHECK(printed.find("against the 43 days before, 2025-11-07 to 2025-12-19") !=
          std::string::npos);
    CHECK(printed.find("75 %  yes") != std::string::npos); // Lào Cai
    CHECK(printed.find("75 %  no") != std::string::npos);
    CHECK(printed.find(" 1 %") == std::string::npos); // of no campaign
    arguments.which.campaign = "90 ngày";
    CHECK_THROWS_WITH(town.printed_ranking(arguments, Shape::table),
                      "--campaign: \"90 ngày\" is not a campaign; known are 60 ngày");
    CHECK_THROWS_WITH(Nation().printed_ranking(arguments, Shape::table),
                      "--campaign: \"90 ngày\" is not a campaign: none is known; "
                      "congto-collector campaigns import takes them");
}

TEST_CASE("less than the threshold collected is marked, and ranked")
{
    const Nation town;
    auto arguments = january();
    const auto line_of = [&](const char* unit) {
        const auto printed = town.printed_ranking(arguments, Shape::table);
        const auto at = printed.find(unit);
        return printed.substr(at, printed.find('\n', at) - at);
    };
    CHECK(line_of("H26").find("low coverage") != std::string::npos); // 10 of 12
    CHECK(line_of("H56").find("low coverage") != std::string::npos); // not known
    CHECK(line_of("H38").find("low coverage") == std::string::npos);
    arguments.low_coverage = "83.33";
    CHECK(line_of("H26").find("low coverage") == std::string::npos);
    arguments.low_coverage = "83.34";
    CHECK(line_of("H26").find("low coverage") != std::string::npos);
}

TEST_CASE("what cannot be ranked is one clear fault")
{
    const Nation town;
    const auto fault = [&](const rates::RankingArguments& arguments) {
        try {
            town.printed_ranking(arguments, Shape::table);
        } catch (const runtime::BadSettings& refused) {
            return refused.faults().front();
        }
        return std::string();
    };
    auto arguments = january();
    arguments.which.indicator = "all";
    CHECK(fault(arguments) ==
          "--indicator: a ranking is by one; congto-collector indicators lists them");
    arguments = january();
    arguments.low_coverage = "101";
    CHECK(fault(arguments) == "--low-coverage: \"101\" is not a share in per cent like 95");
    arguments = january();
    arguments.which.indicator = "end_to_end_proven";
    CHECK(fault(arguments) ==
          "--indicator end_to_end_proven is defined on the settled basis: add --basis settled");
    arguments = january();
    arguments.bodies_of = "X1";
    CHECK(fault(arguments) ==
          "--bodies-of: \"X1\" is no unit's code; congto-collector units list shows them");
    arguments = january();
    arguments.which.edition = "2";
    CHECK(fault(arguments) == "--edition: \"2\" is not an edition of the catalogue that this "
                              "program counts by: it knows 3");
    arguments.which.edition = "3";
    CHECK(fault(arguments).empty());
}

} // namespace
} // namespace congto::test
