#include "tests/store/told_day.h"

#include "proto/model/digest.h"

#include <catch2/catch.hpp>

#include <utility>

namespace congto::test {
namespace {

wire::DayClaim claim_of(const std::vector<model::Observation>& shown)
{
    wire::DayClaim claim{kDay, shown.size(), 1, 2, 0, 0};
    for (const model::Observation& one : shown) {
        claim.id_sum += one.id.sum_part();
        claim.digest_sum += model::digest(one);
    }
    return claim;
}

} // namespace

std::string code(int number)
{
    return "H44.14-260105-" + std::to_string(1000 + number);
}

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

wire::BatchBody removal(wire::RemovalCause cause, std::vector<model::DossierId> of)
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

store::DayStanding standing_by(const store::Receipt& receipt)
{
    REQUIRE(receipt.verdicts.size() == 1);
    CHECK(receipt.verdicts[0].day == kDay);
    CHECK(receipt.verdicts[0].source == 1);
    CHECK(receipt.verdicts[0].sequence == receipt.through);
    return receipt.verdicts[0].standing;
}

std::int64_t standing_so(const FilledStore& filled, store::Standing standing)
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

ToldDay::ToldDay(const StoreEngine& engine, int count) : filled(engine)
{
    spool.observe({a_dossier("H44.14-251201-0001").received("2026-01-05")});
    spool.observe(dossiers(1, count));
    spool.observe({a_dossier("H44.14-260106-0001")});
}

void ToldDay::decide(store::Decision::Verdict verdict, model::Instant held_through)
{
    store::Group group;
    group.decisions.push_back(
        {++decisions, verdict, {filled.unit("H44"), 1}, {kDay, kDay}, held_through});
    filled.store().apply(group, test_now());
}

} // namespace congto::test
