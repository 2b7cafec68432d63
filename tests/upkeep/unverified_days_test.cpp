// Which days verify lists as not verified.
#include "collector/upkeep/unverified_days.h"

#include "collector/upkeep/verify.h"
#include "proto/model/digest.h"
#include "tests/store/a_dossier.h"
#include "tests/upkeep/busy_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <algorithm>

using namespace congto;
using namespace congto::test;

namespace {

upkeep::DayStandings standings(const FilledStore& filled)
{
    runtime::Progress progress(-1);
    const auto verified = upkeep::verify(filled.state(), upkeep::Proof::whole, progress);
    CHECK(verified.findings.empty());
    return verified.days;
}

// A dossier a day from 2026-01-01 on, and a claim for each of these of that what is there.
void send(TestSpool& spool, int days, const std::vector<int>& claimed, std::uint64_t too_many = 0)
{
    wire::BatchBody body;
    body.source = 1;
    for (int day = 1; day <= days; ++day) {
        const model::Observation dossier =
            a_dossier("H44.14-26010" + std::to_string(day) + "-0001");
        body.observations.push_back(dossier);
        if (std::find(claimed.begin(), claimed.end(), day) != claimed.end()) {
            body.claims.push_back({dossier.id.opened(), 1 + too_many, 0, 0, dossier.id.sum_part(),
                                   model::digest(dossier)});
        }
    }
    spool.send(std::move(body));
}

} // namespace

TEST_CASE("days that no agent has claimed are listed in runs, the verified ones are not")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    send(spool, 7, {3, 4});
    const auto days = standings(filled);
    CHECK(days.days == 7);
    CHECK(days.verified == 2);
    REQUIRE(days.unverified.size() == 2);
    CHECK(model::text_of(days.unverified[0].from) == "2026-01-01");
    CHECK(model::text_of(days.unverified[0].to) == "2026-01-02");
    CHECK(days.unverified[0].dossiers == 2);
    CHECK(days.unverified[0].source == "onestop");
    CHECK(model::text_of(days.unverified[1].from) == "2026-01-05");
    CHECK(days.unverified[1].days == 3);
    CHECK(upkeep::reason_of(days.unverified[1]).find("not read from end to end") == 0);
}

TEST_CASE("a day that differs has another reason than one that was not read")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    send(spool, 2, {2}, 1);
    const auto days = standings(filled);
    REQUIRE(days.unverified.size() == 2);
    CHECK(days.unverified[0].standing == store::DayStanding::unclaimed);
    CHECK(days.unverified[1].standing == store::DayStanding::differs);
    CHECK(upkeep::reason_of(days.unverified[1]).find("is not what is here") != std::string::npos);
}

TEST_CASE("a day with held dossiers says what an operator is to look at")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    wire::BatchBody body;
    body.source = 1;
    wire::Removal removal;
    for (int i = 0; i < 60; ++i) {
        const model::Observation dossier = a_dossier("H44.14-260101-" + std::to_string(1000 + i));
        body.observations.push_back(dossier);
        removal.ids.push_back(dossier.id);
    }
    removal.ids.resize(50);
    body.removals.push_back(removal);
    spool.send(std::move(body));
    const auto days = standings(filled);
    REQUIRE(days.unverified.size() == 1);
    CHECK(days.unverified[0].held == 50);
    CHECK(upkeep::reason_of(days.unverified[0]).find("withdrawals list") != std::string::npos);
}

TEST_CASE("where all days are verified the list is empty")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    send(spool, 3, {1, 2, 3});
    const auto days = standings(filled);
    CHECK(days.verified == 3);
    CHECK(days.unverified.empty());
}
