// D14: a step at a month's end, or in a campaign.
#include "collector/flags/steps.h"
#include "tests/flags/watched.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;

std::string day_of_january(int day)
{
    return "2026-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
}

// January 2026 ends on a Saturday; so many online and at the counter on each of these days.
void fill(std::vector<Observation>& table, int from, int to, int online, int counter)
{
    for (int day = from; day <= to; ++day) {
        add(table, online, dossier().received(day_of_january(day)));
        add(table, counter, dossier().received(day_of_january(day)).via(Channel::counter));
    }
}

TEST_CASE("the last days of a month are compared with those before, working days alone")
{
    std::vector<Observation> table;
    fill(table, 1, 26, 5, 15);
    fill(table, 27, 31, 18, 2);
    const Watched watched(table);
    // The last five days: 27 to 30 (the 31st is a Saturday), 72 of 80 online, 20 expected. The last
    // three have fewer than 50, the last ten a smaller step.
    const auto finding = watched.finding("step_at_month_end");
    CHECK_FALSE(finding.none);
    CHECK(finding.count == flags::SignalCount{80, 80, 52});
    CHECK(finding.over);
}

TEST_CASE("a month that ends as it went has no step, whatever its weekends")
{
    std::vector<Observation> table;
    fill(table, 1, 31, 5, 15);
    for (int day : {3, 4, 10, 11, 17, 18, 24, 25, 31}) {
        add(table, 40, dossier().received(day_of_january(day)));
    }
    const auto finding = Watched(table).finding("step_at_month_end");
    CHECK_FALSE(finding.none);
    CHECK(finding.count.flagged == 0);
    CHECK_FALSE(finding.over);
}

TEST_CASE("too few dossiers, or a month that is not over, have no answer")
{
    std::vector<Observation> table;
    fill(table, 1, 31, 1, 1);
    CHECK(Watched(table).finding("step_at_month_end").none == flags::Untold::too_few);
    std::vector<Observation> march;
    add(march, 200, dossier().received("2026-03-02"));
    add(march, 200, dossier().received("2026-03-31"));
    CHECK(Watched(march).finding("step_at_month_end", "2026-03").none == flags::Untold::too_few);
}

registers::CampaignRegister campaign(const char* from, const char* to)
{
    return registers::CampaignRegister({{"sixty days", *parse_day(from), *parse_day(to), ""}});
}

TEST_CASE("the days of a campaign are compared with the thirty before it")
{
    std::vector<Observation> table;
    add(table, 20, dossier().received("2025-12-12")); // before these, and all online
    fill(table, 1, 11, 2, 18);
    fill(table, 12, 31, 10, 10);
    const Watched watched(table);
    const auto reader = watched.reader();
    const auto counted = [&](const char* from, const char* to) {
        return flags::steps_in_campaigns(*reader.cells(), watched.question(), campaign(from, to));
    };
    // 12 to 30 January has 15 working days, of 20 dossiers each; before it 7, with a tenth online.
    const auto steps = counted("2026-01-12", "2026-03-11");
    REQUIRE(steps.size() == 1);
    CHECK(steps.begin()->second == flags::SignalCount{300, 300, 120});
    CHECK(counted("2026-02-01", "2026-03-11").empty()); // not in the period
    CHECK(counted("2026-01-01", "2026-01-31").empty()); // too few before it
}

} // namespace
} // namespace congto::test
