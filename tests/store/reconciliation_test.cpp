// Removals, lists, claims and decisions: what the store believes, holds and calls verified.
#include "collector/store/reader.h"
#include "proto/model/digest.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/store/recount.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

using namespace congto;
using namespace congto::test;
using store::DayStanding;
using store::Standing;
using wire::RemovalCause;

namespace {

using namespace std::chrono_literals;

const model::Day kDay = *model::parse_day("2026-01-05");

std::string code(int number)
{
    return "H44.14-260105-" + std::to_string(1000 + number);
}

// Dossiers of one day.
std::vector<model::Observation> dossiers(int first, int last)
{
    std::vector<model::Observation> made;
    for (int i = first; i <= last; ++i) {
        made.push_back(a_dossier(code(i)));
    }
    return made;
}

std::vector<model::DossierId> ids(int first, int last)
{
    std::vector<model::DossierId> made;
    for (int i = first; i <= last; ++i) {
        made.push_back(id_of(code(i)));
    }
    return made;
}

// What an agent that shows exactly these would claim.
wire::DayClaim claim_of(const std::vector<model::Observation>& shown)
{
    wire::DayClaim claim{kDay, shown.size(), 1, 2, 0, 0};
    for (const model::Observation& one : shown) {
        claim.id_sum += one.id.sum_part();
        claim.digest_sum += model::digest(one);
    }
    return claim;
}

wire::BatchBody removal(RemovalCause cause, std::vector<model::DossierId> of)
{
    wire::BatchBody body;
    body.source = 1;
    body.removals.push_back({cause, std::move(of)});
    return body;
}

wire::BatchBody claim(const std::vector<model::Observation>& shown)
{
    wire::BatchBody body;
    body.source = 1;
    body.claims.push_back(claim_of(shown));
    return body;
}

DayStanding standing_by(const store::Receipt& receipt)
{
    REQUIRE(receipt.verdicts.size() == 1);
    CHECK(receipt.verdicts[0].day == kDay);
    CHECK(receipt.verdicts[0].source == 1);
    CHECK(receipt.verdicts[0].sequence == receipt.through);
    return receipt.verdicts[0].standing;
}

// How many dossiers of the store stand so.
std::int64_t standing_so(const FilledStore& filled, Standing standing)
{
    const store::Reader reader = filled.reader();
    const store::Period year{*model::parse_day("2026-01-01"), *model::parse_day("2026-12-31")};
    std::int64_t count = 0;
    for (const auto& group :
         reader.cells()->counts(store::Basis::received, {}, year, store::Grouping::nothing)) {
        for (const store::CellCount& cell : group.counts) {
            count += cell.cls.standing() == standing ? cell.count : 0;
        }
    }
    return count;
}

// A store whose unit H44 shows dossiers 1 to `count` of the day, and two of other days.
struct Bench {
    explicit Bench(const StoreEngine& engine, int count = 30) : filled(engine)
    {
        spool.observe({a_dossier("H44.14-251201-0001").received("2026-01-05")});
        spool.observe(dossiers(1, count));
        spool.observe({a_dossier("H44.14-260106-0001")});
    }

    void decide(store::Decision::Verdict verdict)
    {
        store::Group group;
        group.decisions.push_back({++decisions, verdict, {filled.unit("H44"), 1}, {kDay, kDay}});
        filled.store().apply(group, test_now());
    }

    FilledStore filled;
    TestSpool spool{filled, "H44", {"onestop"}};
    std::int64_t decisions = 0;
};

} // namespace

TEST_CASE("a claim that is what the store holds verifies the day, whatever it counted before")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    CHECK(standing_by(bench.spool.send(claim(dossiers(1, 30)))) == DayStanding::verified);
    CHECK(standing_by(bench.spool.send(claim(dossiers(1, 29)))) == DayStanding::differs);
    std::vector<model::Observation> other = dossiers(1, 30);
    other[3].state.channel = model::Channel::counter;
    CHECK(standing_by(bench.spool.send(claim(other))) == DayStanding::differs);
    CHECK(standing_by(bench.spool.send(claim(dossiers(1, 30)))) == DayStanding::verified);
}

TEST_CASE("a claim is judged when all numbered before it is applied, within its batch and group")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    store::Group group;
    wire::BatchBody more = claim(dossiers(1, 31));
    more.observations = dossiers(31, 31);
    group.batches.push_back(bench.spool.next(std::move(more)));
    wire::BatchBody later;
    later.source = 1;
    later.observations = dossiers(32, 32);
    group.batches.push_back(bench.spool.next(std::move(later)));
    const auto answers = bench.filled.store().apply(group, test_now());
    const auto& first = std::get<store::Receipt>(answers.batches[0]);
    REQUIRE(first.verdicts.size() == 1);
    CHECK(first.verdicts[0].standing == DayStanding::verified);
    CHECK(std::get<store::Receipt>(answers.batches[1]).verdicts.empty());
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("a few removed dossiers leave the rates at once and stay visible")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    const auto cause = GENERATE(RemovalCause::left_out, RemovalCause::absent);
    const store::Receipt receipt = bench.spool.send(removal(cause, ids(1, 3)));
    CHECK(receipt.applied == 33);
    CHECK(standing_so(bench.filled, Standing::withdrawn) == 3);
    CHECK(standing_so(bench.filled, Standing::shown) == 29);
    CHECK(standing_by(bench.spool.send(claim(dossiers(4, 30)))) == DayStanding::verified);
    // Again: it is known already.
    CHECK(bench.spool.send(removal(cause, ids(1, 3))).unchanged == 1);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("a removal of too many is held: the figures stay and the day is disputed")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    bench.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    CHECK(standing_so(bench.filled, Standing::held) == 21);
    CHECK(standing_so(bench.filled, Standing::withdrawn) == 0);
    CHECK(bench.filled.reader().holdings().at(0).dossiers == 11);
    CHECK(standing_by(bench.spool.send(claim(dossiers(22, 30)))) == DayStanding::disputed);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("a little at a time is no way around the limit")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    bench.spool.send(removal(RemovalCause::left_out, ids(1, 15)));
    bench.spool.send(removal(RemovalCause::left_out, ids(16, 20)));
    CHECK(standing_so(bench.filled, Standing::withdrawn) == 20);
    bench.spool.send(removal(RemovalCause::left_out, ids(21, 21)));
    CHECK(standing_so(bench.filled, Standing::held) == 1);
    // A day later it is another matter.
    store::Group group;
    group.batches.push_back(
        bench.spool.next(removal(RemovalCause::left_out, ids(22, 23)), test_now() + 25h));
    bench.filled.store().apply(group, test_now() + 25h);
    CHECK(standing_so(bench.filled, Standing::withdrawn) == 22);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("rows gone from the source's oldest day are held however few: it may be a purge")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    bench.spool.send(removal(RemovalCause::absent, {id_of("H44.14-251201-0001")}));
    CHECK(standing_so(bench.filled, Standing::held) == 1);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("an observation shows a held or withdrawn dossier again")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    bench.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    bench.spool.observe(dossiers(1, 21));
    CHECK(standing_so(bench.filled, Standing::held) == 0);
    CHECK(standing_by(bench.spool.send(claim(dossiers(1, 30)))) == DayStanding::verified);
    bench.spool.send(removal(RemovalCause::absent, ids(1, 2)));
    bench.spool.observe(dossiers(1, 2));
    CHECK(standing_so(bench.filled, Standing::shown) == 32);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("an operator's acceptance takes held dossiers out, a rejection lets them stay")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    bench.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    bench.spool.send(claim(dossiers(22, 30)));
    bench.decide(store::Decision::Verdict::reject);
    CHECK(standing_so(bench.filled, Standing::held) == 21);
    CHECK(standing_by(bench.spool.send(claim(dossiers(22, 30)))) == DayStanding::disputed);
    bench.decide(store::Decision::Verdict::accept);
    CHECK(standing_so(bench.filled, Standing::held) == 0);
    CHECK(standing_so(bench.filled, Standing::withdrawn) == 21);
    CHECK(standing_by(bench.spool.send(claim(dossiers(22, 30)))) == DayStanding::verified);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("a decision takes effect once, also when the registers tell of it again")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    bench.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    bench.decide(store::Decision::Verdict::accept);
    bench.spool.observe(dossiers(1, 21));
    bench.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    CHECK(standing_so(bench.filled, Standing::held) == 21);
    bench.decisions = 0;
    bench.decide(store::Decision::Verdict::accept);
    CHECK(standing_so(bench.filled, Standing::held) == 21);
    CHECK(bench.filled.store().decided_through() == 1);
    bench.filled.reopen();
    CHECK(bench.filled.store().decided_through() == 1);
}

TEST_CASE("a list takes away what it does not hold, within its ends")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    std::vector<model::DossierId> all = ids(1, 30);
    std::sort(all.begin(), all.end());
    wire::BatchBody body;
    body.source = 1;
    // The first five are none of its business, the next two are gone, the rest is there.
    body.lists.push_back({kDay, {all.begin() + 7, all.end()}, all[4], std::nullopt});
    CHECK(bench.spool.send(body).applied == 33);
    CHECK(standing_so(bench.filled, Standing::withdrawn) == 2);
    wire::BatchBody first_part;
    first_part.source = 1;
    first_part.lists.push_back({kDay, {all[0], all[1], all[2], all[3]}, std::nullopt, all[4]});
    bench.spool.send(first_part);
    CHECK(standing_so(bench.filled, Standing::withdrawn) == 3);
    wire::BatchBody none;
    none.source = 1;
    none.lists.push_back({kDay, {}, std::nullopt, std::nullopt});
    bench.spool.send(none);
    CHECK(standing_so(bench.filled, Standing::held) == 27);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("a dossier held of one source counts by another that shows it")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    TestSpool second(bench.filled, "H44", {"other"}, 2);
    std::vector<model::Observation> others = dossiers(1, 21);
    for (model::Observation& one : others) {
        one.state.channel = model::Channel::post;
    }
    second.observe(others);
    bench.spool.send(removal(RemovalCause::forgotten, ids(1, 21)));
    CHECK(standing_so(bench.filled, Standing::held) == 0);
    CHECK(standing_so(bench.filled, Standing::shown) == 32);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("a corrected code moves a held dossier as well")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    bench.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    bench.spool.withdraw({id_of(code(1))});
    CHECK(standing_so(bench.filled, Standing::held) == 20);
    CHECK(standing_so(bench.filled, Standing::withdrawn) == 1);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("days are verified as far as claims were found to be true")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    Bench bench(engine);
    const store::Period year{*model::parse_day("2025-12-01"), *model::parse_day("2026-12-31")};
    const auto verification = [&] {
        return bench.filled.reader().cells()->verifications(year).at(0);
    };
    CHECK(verification().days == 3);
    CHECK(verification().in_source == 32);
    CHECK(verification().verified == 0);
    bench.spool.send(claim(dossiers(1, 30)));
    CHECK(verification().days_verified == 1);
    CHECK(verification().verified == 30);
    CHECK(verification().in_source == 33); // the claim tells of a row in quarantine
    CHECK(verification().last_verified == kDay);
    // What came since is not verified.
    bench.spool.observe(dossiers(31, 32));
    CHECK(verification().verified == 30);
    CHECK(verification().in_source == 35);
    bench.spool.send(removal(RemovalCause::absent, ids(1, 22)));
    bench.spool.send(claim(dossiers(23, 32)));
    CHECK(verification().held == 22);
    CHECK(verification().verified == 0);
    CHECK(verification().in_source == 35);
    const std::vector<store::HeldDay> held = bench.filled.reader().held_days();
    REQUIRE(held.size() == 1);
    CHECK(held[0].source == "onestop");
    CHECK(held[0].day == kDay);
    CHECK(held[0].held == 22);
    CHECK(held[0].shown == 10);
    CHECK(held[0].cause == RemovalCause::absent);
    CHECK(held[0].since == test_now());
    CHECK_FALSE(held[0].kept);
    bench.decide(store::Decision::Verdict::reject);
    CHECK(bench.filled.reader().held_days().at(0).kept);
}
