// What an agent is told of a decision: at once, and when it greets.
#include "tests/store/told_day.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;
using store::DayStanding;
using store::Decision;

namespace {

// A source lost 21 of the 30 dossiers of a day, which its agent then claimed.
struct Disputed {
    Disputed()
    {
        told.spool.send(removal(wire::RemovalCause::absent, ids(1, 21)));
        claimed = told.spool.send(claim(dossiers(22, 30)));
        REQUIRE(standing_by(claimed) == DayStanding::disputed);
    }

    std::vector<store::Told> decide(Decision::Verdict verdict)
    {
        store::Group group;
        group.decisions.push_back(
            {++told.decisions, verdict, {told.filled.unit("H44"), 1}, {kDay, kDay}, test_now()});
        return told.filled.store().apply(group, test_now()).told;
    }
    // As it stood with its last receipt.
    std::vector<store::DayVerdict> greet()
    {
        TestSpool& spool = told.spool;
        spool.greeting.assigned_sequence = spool.greeting.receipted_sequence = claimed.through;
        spool.greeting.assigned_chain = spool.greeting.receipted_chain = claimed.chain;
        spool.greeting.incarnation = told.filled.store().incarnation();
        return std::get<store::Welcomed>(spool.greet()).durable.verdicts;
    }

    ToldDay told{store_engines().front()};
    store::Receipt claimed;
};

} // namespace

TEST_CASE("what is accepted is told at once: the day is verified by the claim that stands")
{
    Disputed disputed;
    CHECK(disputed.greet().empty());
    const auto told = disputed.decide(Decision::Verdict::accept);
    REQUIRE(told.size() == 1);
    CHECK(told[0].spool_id == disputed.told.spool.greeting.spool_id);
    CHECK(told[0].receipt.through == disputed.claimed.through);
    CHECK(told[0].receipt.chain == disputed.claimed.chain);
    const std::vector<store::DayVerdict> verified{
        {1, kDay, disputed.claimed.verdicts[0].sequence, DayStanding::verified}};
    CHECK(told[0].receipt.verdicts == verified);

    SECTION("and to an agent that was away, when it greets")
    {
        disputed.told.filled.reopen();
        CHECK(disputed.greet() == verified);
    }
    SECTION("but not to one that claimed the day again since")
    {
        const auto [first, expected] = GENERATE(std::make_pair(22, DayStanding::verified),
                                                std::make_pair(23, DayStanding::differs));
        disputed.claimed = disputed.told.spool.send(claim(dossiers(first, 30)));
        CHECK(standing_by(disputed.claimed) == expected); // that receipt says it
        CHECK(disputed.greet().empty());
    }
    SECTION("and not with what is decided of other days")
    {
        const model::Day other = *model::parse_day("2025-12-01");
        store::Group group;
        group.decisions.push_back({++disputed.told.decisions,
                                   Decision::Verdict::accept,
                                   {disputed.told.filled.unit("H44"), 1},
                                   {other, other},
                                   test_now()});
        CHECK(disputed.told.filled.store().apply(group, test_now()).told.empty());
        CHECK(disputed.greet() == verified);
    }
}

TEST_CASE("what is rejected stays disputed, and there is nothing to tell")
{
    Disputed disputed;
    CHECK(disputed.decide(Decision::Verdict::reject).empty());
    CHECK(disputed.greet().empty());
    CHECK(disputed.decide(Decision::Verdict::accept).size() == 1);
}
