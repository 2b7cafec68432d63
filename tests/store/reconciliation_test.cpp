// Removals, lists and claims: what the store believes and calls verified.
#include "tests/store/recount.h"
#include "tests/store/told_day.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

using namespace congto;
using namespace congto::test;
using store::DayStanding;
using store::Standing;
using wire::RemovalCause;

TEST_CASE("a claim that is what the store holds verifies the day, whatever it counted before")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    CHECK(standing_by(told.spool.send(claim(dossiers(1, 30)))) == DayStanding::verified);
    CHECK(standing_by(told.spool.send(claim(dossiers(1, 29)))) == DayStanding::differs);
    std::vector<model::Observation> other = dossiers(1, 30);
    other[3].state.channel = model::Channel::counter;
    CHECK(standing_by(told.spool.send(claim(other))) == DayStanding::differs);
    CHECK(standing_by(told.spool.send(claim(dossiers(1, 30)))) == DayStanding::verified);
}

TEST_CASE("a claim is judged when all numbered before it is applied, within its batch and group")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    store::Group group;
    wire::BatchBody more = claim(dossiers(1, 31));
    more.observations = dossiers(31, 31);
    group.batches.push_back(told.spool.next(std::move(more)));
    wire::BatchBody later;
    later.source = 1;
    later.observations = dossiers(32, 32);
    group.batches.push_back(told.spool.next(std::move(later)));
    const auto answers = told.filled.store().apply(group, test_now());
    const auto& first = std::get<store::Receipt>(answers.batches[0]);
    REQUIRE(first.verdicts.size() == 1);
    CHECK(first.verdicts[0].standing == DayStanding::verified);
    CHECK(std::get<store::Receipt>(answers.batches[1]).verdicts.empty());
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("a few removed dossiers leave the rates at once and stay visible")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    const auto cause = GENERATE(RemovalCause::left_out, RemovalCause::absent);
    const store::Receipt receipt = told.spool.send(removal(cause, ids(1, 3)));
    CHECK(receipt.applied == 33);
    CHECK(standing_so(told.filled, Standing::withdrawn) == 3);
    CHECK(standing_so(told.filled, Standing::shown) == 29);
    CHECK(standing_by(told.spool.send(claim(dossiers(4, 30)))) == DayStanding::verified);
    // Again: it is known already.
    CHECK(told.spool.send(removal(cause, ids(1, 3))).unchanged == 1);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("an observation shows a held or withdrawn dossier again")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    told.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    told.spool.observe(dossiers(1, 21));
    CHECK(standing_so(told.filled, Standing::held) == 0);
    CHECK(standing_by(told.spool.send(claim(dossiers(1, 30)))) == DayStanding::verified);
    told.spool.send(removal(RemovalCause::absent, ids(1, 2)));
    told.spool.observe(dossiers(1, 2));
    CHECK(standing_so(told.filled, Standing::shown) == 32);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("a list takes away what it does not hold, within its ends")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    std::vector<model::DossierId> all = ids(1, 30);
    std::sort(all.begin(), all.end());
    wire::BatchBody body;
    body.source = 1;
    // The first five are none of its business, the next two are gone, the rest is there.
    body.lists.push_back({kDay, {all.begin() + 7, all.end()}, all[4], std::nullopt});
    CHECK(told.spool.send(body).applied == 33);
    CHECK(standing_so(told.filled, Standing::withdrawn) == 2);
    wire::BatchBody first_part;
    first_part.source = 1;
    first_part.lists.push_back({kDay, {all[0], all[1], all[2], all[3]}, std::nullopt, all[4]});
    told.spool.send(first_part);
    CHECK(standing_so(told.filled, Standing::withdrawn) == 3);
    wire::BatchBody none;
    none.source = 1;
    none.lists.push_back({kDay, {}, std::nullopt, std::nullopt});
    told.spool.send(none);
    CHECK(standing_so(told.filled, Standing::held) == 27);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("days are verified as far as claims were found to be true")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    const store::Period year{*model::parse_day("2025-12-01"), *model::parse_day("2026-12-31")};
    const auto verification = [&] {
        return told.filled.reader().cells()->verifications(year).at(0);
    };
    CHECK(verification().days == 3);
    CHECK(verification().in_source == 32);
    CHECK(verification().verified == 0);
    told.spool.send(claim(dossiers(1, 30)));
    CHECK(verification().days_verified == 1);
    CHECK(verification().verified == 30);
    CHECK(verification().in_source == 33); // the claim tells of a row in quarantine
    CHECK(verification().last_verified == kDay);
    // What came since is not verified.
    told.spool.observe(dossiers(31, 32));
    CHECK(verification().verified == 30);
    CHECK(verification().in_source == 35);
    told.spool.send(removal(RemovalCause::absent, ids(1, 22)));
    told.spool.send(claim(dossiers(23, 32)));
    CHECK(verification().held == 22);
    CHECK(verification().verified == 0);
    CHECK(verification().in_source == 35);
    const std::vector<store::HeldDay> held = told.filled.reader().held_days();
    REQUIRE(held.size() == 1);
    CHECK(held[0].source == "onestop");
    CHECK(held[0].day == kDay);
    CHECK(held[0].held == 22);
    CHECK(held[0].shown == 10);
    CHECK(held[0].cause == RemovalCause::absent);
    CHECK(held[0].since == test_now());
    CHECK_FALSE(held[0].kept);
    told.decide(store::Decision::Verdict::reject);
    CHECK(told.filled.reader().held_days().at(0).kept);
}
