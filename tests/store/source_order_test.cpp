// Changing which source of a unit counts first.
#include "collector/store/reader.h"
#include "collector/store/source_order.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/store/recount.h"
#include "tests/support/full_disk.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <map>

using namespace congto;
using namespace congto::test;
using model::Channel;
using store::Standing;

namespace {

using Names = std::vector<std::string>;
using Counts = std::map<std::pair<Channel, Standing>, std::int64_t>;

std::string code(int number)
{
    return "H44.14-260105-" + std::to_string(10000 + number);
}

std::vector<model::Observation> dossiers(int first, int last, Channel channel)
{
    std::vector<model::Observation> made;
    for (int i = first; i <= last; ++i) {
        made.push_back(a_dossier(code(i)).via(channel));
    }
    return made;
}

// Dossiers of the store by the channel and standing by which they count.
Counts counted(const FilledStore& filled)
{
    const store::Reader reader = filled.reader();
    const store::Period year{*model::parse_day("2026-01-01"), *model::parse_day("2026-12-31")};
    Counts counts;
    for (const auto& group :
         reader.cells()->counts(store::Basis::received, {}, year, store::Grouping::nothing)) {
        for (const store::CellCount& cell : group.counts) {
            counts[{cell.cls.channel(), cell.cls.standing()}] += cell.count;
        }
    }
    return counts;
}

// The sources of the store's one unit, by place, each with how many it counts.
std::vector<std::pair<std::string, std::int64_t>> places(const FilledStore& filled)
{
    std::vector<std::pair<std::string, std::int64_t>> found;
    for (const store::SourcePlace& place : filled.reader().places()) {
        CHECK(place.place == static_cast<std::int64_t>(found.size()) + 1);
        found.emplace_back(place.source, place.counting());
    }
    return found;
}

// A unit with two sources: 1 to 30 are shown at the counter by the first, 26 to 60 by post by the
// second.
struct Bench {
    explicit Bench(const StoreEngine& engine) : filled(engine)
    {
        spool.observe(dossiers(1, 30, Channel::counter), 1);
        spool.observe(dossiers(26, 60, Channel::post), 2);
    }

    void order(Names names)
    {
        store::Group group;
        group.decisions.push_back({++decided,
                                   store::Decision::Verdict::order,
                                   {filled.unit("H44"), 0},
                                   {},
                                   {},
                                   std::move(names)});
        filled.store().apply(group, test_now());
        check_counts_equal_a_recount(filled.state());
    }
    std::int64_t would_reorder(const Names& names) const
    {
        return filled.reader().would_reorder(filled.unit("H44"), names);
    }
    void remove(std::uint16_t source, int first, int last)
    {
        wire::BatchBody body;
        body.source = source;
        wire::Removal removal{wire::RemovalCause::absent, {}};
        for (int i = first; i <= last; ++i) {
            removal.ids.push_back(id_of(code(i)));
        }
        body.removals.push_back(std::move(removal));
        spool.send(std::move(body));
    }

    FilledStore filled;
    TestSpool spool{filled, "H44", {"first", "second"}};
    std::int64_t decided = 0;
};

} // namespace

TEST_CASE("in another order what both sources show counts as the other shows it")
{
    Bench bench(GENERATE(from_range(store_engines())));
    CHECK(counted(bench.filled) == Counts{{{Channel::counter, Standing::shown}, 30},
                                          {{Channel::post, Standing::shown}, 30}});
    CHECK(bench.would_reorder({"second", "first"}) == 5);
    CHECK(bench.would_reorder({"first", "second"}) == 0);
    bench.order({"second", "first"});
    CHECK(counted(bench.filled) == Counts{{{Channel::counter, Standing::shown}, 25},
                                          {{Channel::post, Standing::shown}, 35}});
    const auto now = bench.filled.reader().places();
    REQUIRE(now.size() == 2);
    CHECK(now[0].source == "second");
    CHECK(now[0].shadowed_by.empty());
    CHECK(now[1].shadowed_by == std::vector<store::Shadow>{{"second", 5}});
    bench.spool.observe(dossiers(30, 30, Channel::unknown), 1); // stands behind from now on
    CHECK(counted(bench.filled).count({Channel::unknown, Standing::shown}) == 0);
    bench.order({"second", "first"});
    bench.order({"first", "second"});
    CHECK(counted(bench.filled).at({Channel::unknown, Standing::shown}) == 1);
    check_counts_equal_a_recount(bench.filled.state());
}

TEST_CASE("what is held counts behind what is shown, in any order, and among its like by the order")
{
    Bench bench(GENERATE(from_range(store_engines())));
    bench.remove(1, 1, 30); // all of the first: held
    CHECK(bench.would_reorder({"second", "first"}) == 0);
    bench.order({"second", "first"});
    bench.order({"first", "second"});
    CHECK(counted(bench.filled) ==
          Counts{{{Channel::counter, Standing::held}, 25}, {{Channel::post, Standing::shown}, 35}});
    CHECK(places(bench.filled).at(0) == std::pair<std::string, std::int64_t>{"first", 25});
    bench.remove(2, 26, 60);
    CHECK(counted(bench.filled) ==
          Counts{{{Channel::counter, Standing::held}, 30}, {{Channel::post, Standing::held}, 30}});
    CHECK(bench.would_reorder({"second", "first"}) == 5);
    bench.order({"second", "first"});
    CHECK(counted(bench.filled) ==
          Counts{{{Channel::counter, Standing::held}, 25}, {{Channel::post, Standing::held}, 35}});
    CHECK(places(bench.filled).at(1) == std::pair<std::string, std::int64_t>{"first", 25});
}

TEST_CASE("what both sources withdrew is counted apart as the first of them showed it")
{
    Bench bench(GENERATE(from_range(store_engines())));
    bench.spool.withdraw({id_of(code(28))}, 1);
    bench.spool.withdraw({id_of(code(28))}, 2);
    bench.order({"second", "first"});
    CHECK(counted(bench.filled).at({Channel::post, Standing::withdrawn}) == 1);
    bench.order({"first", "second"});
    CHECK(counted(bench.filled).at({Channel::counter, Standing::withdrawn}) == 1);
}

TEST_CASE("sources an order does not name stand behind, and so do those that come later")
{
    Bench bench(GENERATE(from_range(store_engines())));
    TestSpool third(bench.filled, "H44", {"third"}, 2);
    third.observe(dossiers(1, 60, Channel::unknown));
    bench.order({"third", "nobody", "second"});
    CHECK(places(bench.filled) == std::vector<std::pair<std::string, std::int64_t>>{
                                      {"third", 60}, {"second", 0}, {"first", 0}});
    const TestSpool last(bench.filled, "H44", {"nobody"}, 3);
    const TestSpool again(bench.filled, "H44", {"first", "second"}, 1);
    CHECK(places(bench.filled).at(3).first == "nobody");
    CHECK(places(bench.filled).at(2).first == "first");
    bench.order({"second"});
    CHECK(places(bench.filled) == std::vector<std::pair<std::string, std::int64_t>>{
                                      {"second", 35}, {"third", 25}, {"first", 0}, {"nobody", 0}});
}

TEST_CASE("an order is of one unit, and takes effect once")
{
    Bench bench(GENERATE(from_range(store_engines())));
    TestSpool other(bench.filled, "H26", {"first", "second"}, 7);
    other.observe(dossiers(1, 3, Channel::online), 1);
    other.observe(dossiers(1, 3, Channel::migrated), 2);
    bench.order({"second", "first"});
    CHECK(counted(bench.filled).at({Channel::online, Standing::shown}) == 3);
    CHECK(bench.filled.store().decided_through() == 1);
    bench.decided = 0;
    bench.order({"first", "second"}); // of a number that was taken up
    CHECK(counted(bench.filled).at({Channel::post, Standing::shown}) == 35);
    bench.filled.reopen();
    CHECK(bench.filled.store().decided_through() == 1);
}

TEST_CASE("more dossiers than are moved at once are moved all, or on a full disk none")
{
    Bench bench(GENERATE(from_range(store_engines())));
    constexpr int kMany = 10'500;
    bench.spool.observe(dossiers(100, 99 + kMany, Channel::post), 2);
    bench.spool.observe(dossiers(100, 99 + kMany, Channel::counter), 1);
    bench.filled.store().rest();
    const Counts before = counted(bench.filled);
    {
        const FullDisk full(8 << 10);
        CHECK_THROWS_AS(bench.order({"second", "first"}), runtime::Unavailable);
        CHECK(full.refused() > 0);
    }
    CHECK(counted(bench.filled) == before);
    check_counts_equal_a_recount(bench.filled.state());
    bench.decided = 0;
    bench.order({"second", "first"});
    CHECK(counted(bench.filled) == Counts{{{Channel::counter, Standing::shown}, 25},
                                          {{Channel::post, Standing::shown}, 35 + kMany}});
}
