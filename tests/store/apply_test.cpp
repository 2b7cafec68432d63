// What a batch does to a store; run on every engine.
#include "collector/store/reader.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/store/recount.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;
using store::Basis;
using store::Grouping;

namespace {

const store::Period kYear{*model::parse_day("2026-01-01"), *model::parse_day("2026-12-31")};

std::vector<store::CellCount> counts_of(const FilledStore& filled, Basis basis = Basis::received)
{
    const store::Reader reader = filled.reader();
    const auto groups = reader.cells()->counts(basis, {}, kYear, Grouping::nothing);
    return groups.empty() ? std::vector<store::CellCount>{} : groups.at(0).counts;
}

std::int64_t total_of(const std::vector<store::CellCount>& counts)
{
    std::int64_t total = 0;
    for (const store::CellCount& cell : counts) {
        total += cell.count;
    }
    return total;
}

// The class of the one dossier in the store.
store::CellClass only_class(const FilledStore& filled)
{
    const auto counts = counts_of(filled);
    REQUIRE(counts.size() == 1);
    REQUIRE(counts[0].count == 1);
    return counts[0].cls;
}

store::BatchAnswer apply(FilledStore& filled, store::ReadyBatch batch)
{
    store::Group group;
    group.batches.push_back(std::move(batch));
    return filled.store().apply(group, test_now()).batches.at(0);
}

wire::BatchBody body_of(std::vector<model::Observation> observations, std::uint16_t source = 1)
{
    wire::BatchBody body;
    body.source = source;
    body.observations = std::move(observations);
    return body;
}

} // namespace

TEST_CASE("an observed dossier counts, and its receipt says so")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    const store::Receipt receipt =
        spool.observe({a_dossier("H44.14-260105-0001"), a_dossier("H44.14-260105-0002")});
    CHECK(receipt.through == 2);
    CHECK(receipt.applied == 2);
    CHECK(receipt.unchanged + receipt.rejected == 0);
    CHECK(total_of(counts_of(filled)) == 2);
    CHECK(filled.reader().holdings().at(0).dossiers == 2);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("the same batch twice changes nothing and gives the same receipt")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    const store::ReadyBatch batch = spool.next(body_of({a_dossier("H44.14-260105-0001")}));
    const auto first = std::get<store::Receipt>(apply(filled, batch));
    const auto before = counts_of(filled);
    CHECK(std::get<store::Receipt>(apply(filled, batch)) == first);
    CHECK(total_of(counts_of(filled)) == total_of(before));
    filled.reopen();
    CHECK(std::get<store::Receipt>(apply(filled, batch)) == first);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("an observation that says nothing new is unchanged")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001")});
    const store::Receipt receipt = spool.observe({a_dossier("H44.14-260105-0001")});
    CHECK(receipt.applied == 1);
    CHECK(receipt.unchanged == 1);
    CHECK(receipt.through == 2);
}

TEST_CASE("a later observation moves the dossier from cell to cell")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001").due("2026-01-20")});
    CHECK(only_class(filled).timeliness() == store::Timeliness::open);
    CHECK(counts_of(filled, Basis::settled).empty());
    spool.observe({a_dossier("H44.14-260105-0001").due("2026-01-20").resolved("2026-01-19")});
    CHECK(only_class(filled).timeliness() == store::Timeliness::on_time);
    CHECK(total_of(counts_of(filled, Basis::settled)) == 1);
    spool.observe({a_dossier("H44.14-260105-0001").at("H44.15").received("2026-02-01")});
    CHECK(counts_of(filled, Basis::settled).empty());
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("of several observations in one group the last by sequence stays")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    store::Group group;
    group.batches.push_back(
        spool.next(body_of({a_dossier("H44.14-260105-0001"),
                            a_dossier("H44.14-260105-0001").resolved("2026-01-09")})));
    group.batches.push_back(
        spool.next(body_of({a_dossier("H44.14-260105-0001").returned("2026-01-10")})));
    const auto answers = filled.store().apply(group, test_now());
    CHECK(std::get<store::Receipt>(answers.batches[1]).applied == 3);
    CHECK(std::get<store::Receipt>(answers.batches[0]) ==
          std::get<store::Receipt>(answers.batches[1]));
    CHECK(only_class(filled).status() == model::Status::returned);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("a batch after a hole is refused and leaves nothing behind")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001")});
    spool.next(body_of({a_dossier("H44.14-260105-0002")}));
    const auto late = spool.next(body_of({a_dossier("H44.14-260105-0003")}));
    const auto refused = std::get<store::BatchRefused>(apply(filled, late));
    CHECK(refused.fault == store::BatchRefused::Fault::sequence_gap);
    CHECK(refused.expected_sequence == 2);
    CHECK(total_of(counts_of(filled)) == 1);
}

TEST_CASE("a batch of another history is refused")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    const auto first = spool.next(body_of({a_dossier("H44.14-260105-0001")}));
    auto second = spool.next(body_of({a_dossier("H44.14-260105-0002")}));
    REQUIRE(std::holds_alternative<store::Receipt>(apply(filled, first)));
    second.chain_before[0] ^= 1;
    CHECK(std::get<store::BatchRefused>(apply(filled, second)).fault ==
          store::BatchRefused::Fault::chain_differs);
    auto forged = first;
    forged.chain[0] ^= 1;
    CHECK(std::get<store::BatchRefused>(apply(filled, forged)).fault ==
          store::BatchRefused::Fault::chain_differs);
    CHECK(total_of(counts_of(filled)) == 1);
}

TEST_CASE("a batch of a source or spool nobody greeted with is refused")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    const auto of_source_2 = spool.next(body_of({a_dossier("H44.14-260105-0001")}, 2));
    CHECK(std::get<store::BatchRefused>(apply(filled, of_source_2)).fault ==
          store::BatchRefused::Fault::unknown_source);
    auto of_no_spool = of_source_2;
    of_no_spool.spool = 77;
    CHECK(std::get<store::BatchRefused>(apply(filled, of_no_spool)).fault ==
          store::BatchRefused::Fault::unknown_source);
}

TEST_CASE("a refused batch does not touch the others of its group")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool good(filled, "H44", {"onestop"}, 1);
    TestSpool bad(filled, "H26", {"onestop"}, 2);
    bad.next(body_of({a_dossier("H26.01-260105-0001")}));
    store::Group group;
    group.batches.push_back(bad.next(body_of({a_dossier("H26.01-260105-0002")})));
    group.batches.push_back(good.next(body_of({a_dossier("H44.14-260105-0001")})));
    const auto answers = filled.store().apply(group, test_now());
    CHECK(std::holds_alternative<store::BatchRefused>(answers.batches[0]));
    CHECK(std::get<store::Receipt>(answers.batches[1]).applied == 1);
    CHECK(total_of(counts_of(filled)) == 1);
}

TEST_CASE("an unlawful observation is rejected alone and recorded")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    model::Observation unlawful = a_dossier("H44.14-260105-0002").at("H44.99");
    unlawful.state.evidence = {0, 1}; // seen, though not known
    const store::Receipt receipt =
        spool.observe({a_dossier("H44.14-260105-0001"), unlawful, a_dossier("H44.14-260105-0003")});
    CHECK(receipt.applied == 2);
    CHECK(receipt.rejected == 1);
    CHECK(receipt.through == 3);
    CHECK(total_of(counts_of(filled)) == 2);
}

TEST_CASE("a day claim uses its number and moves no count")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    wire::BatchBody body = body_of({a_dossier("H44.14-260105-0001")});
    body.claims.push_back({*model::parse_day("2026-01-05"), 1, 0, 0, 0, 0});
    const store::Receipt receipt = spool.send(std::move(body));
    CHECK(receipt.through == 2);
    CHECK(receipt.applied == 2);
    CHECK(total_of(counts_of(filled)) == 1);
}

TEST_CASE("what was seen first is kept beside what is seen now")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001")
                       .via(model::Channel::counter)
                       .level(model::Level::partial)
                       .submitted("2026-02-01")});
    CHECK_FALSE(only_class(filled).seen_late());
    spool.observe({a_dossier("H44.14-260105-0001").submitted("2026-01-02")});
    const store::CellClass now = only_class(filled);
    CHECK(now.channel() == model::Channel::online);
    CHECK(now.first_channel() == model::Channel::counter);
    CHECK(now.level() == model::Level::full);
    CHECK(now.first_level() == model::Level::partial);
    CHECK_FALSE(now.seen_late());
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("a dossier first read over seven days after its submission was seen late")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001").submitted("2026-01-26")});
    CHECK(only_class(filled).seen_late());
}
