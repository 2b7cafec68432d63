// Several sources and several spools that show the same dossiers.
#include "collector/store/reader.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/store/recount.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;
using store::Standing;

namespace {

constexpr const char* kCode = "H44.14-260105-0001";

// The class of the one dossier in the store.
store::CellClass only_class(const FilledStore& filled)
{
    const store::Reader reader = filled.reader();
    const store::Period year{*model::parse_day("2026-01-01"), *model::parse_day("2026-12-31")};
    const auto groups =
        reader.cells()->counts(store::Basis::received, {}, year, store::Grouping::nothing);
    REQUIRE(groups.size() == 1);
    REQUIRE(groups[0].counts.size() == 1);
    REQUIRE(groups[0].counts[0].count == 1);
    return groups[0].counts[0].cls;
}

} // namespace

TEST_CASE("a withdrawn dossier leaves the shown ones and is not forgotten")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier(kCode).due("2026-03-01")});
    const store::Receipt receipt = spool.withdraw({id_of(kCode)});
    CHECK(receipt.applied == 2);
    CHECK(only_class(filled).standing() == Standing::withdrawn);
    CHECK(filled.reader().holdings().at(0).dossiers == 0);
    CHECK(filled.reader()
              .cells()
              ->open_not_due({}, *model::parse_day("2026-12-31"), *model::parse_day("2026-01-01"),
                             store::Grouping::nothing)
              .empty());
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("withdrawing what is not there, or twice, changes nothing")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    CHECK(spool.withdraw({id_of(kCode)}).unchanged == 1);
    spool.observe({a_dossier(kCode)});
    spool.withdraw({id_of(kCode)});
    CHECK(spool.withdraw({id_of(kCode)}).unchanged == 2);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("a dossier that comes back counts again, first seen as it was")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier(kCode).via(model::Channel::counter)});
    spool.withdraw({id_of(kCode)});
    CHECK(spool.observe({a_dossier(kCode)}).applied == 3);
    CHECK(only_class(filled).standing() == Standing::shown);
    CHECK(only_class(filled).first_channel() == model::Channel::counter);
    CHECK(filled.reader().holdings().at(0).dossiers == 1);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("a corrected code in one batch leaves the old id and counts the new one")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier(kCode)});
    wire::BatchBody body;
    body.source = 1;
    body.withdrawals = {id_of(kCode)};
    body.observations = {a_dossier("H44.14-260105-0002")};
    CHECK(spool.send(std::move(body)).applied == 3);
    CHECK(filled.reader().holdings().at(0).dossiers == 1);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("of two sources that show a dossier the one enrolled first counts")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"first", "second"});
    spool.observe({a_dossier(kCode).via(model::Channel::post)}, 2);
    CHECK(only_class(filled).channel() == model::Channel::post);
    spool.observe({a_dossier(kCode).via(model::Channel::counter)}, 1);
    CHECK(only_class(filled).channel() == model::Channel::counter);
    spool.observe({a_dossier(kCode).via(model::Channel::online)}, 2);
    CHECK(only_class(filled).channel() == model::Channel::counter);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("when the source that counts withdraws a dossier the next one counts")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"first", "second"});
    spool.observe({a_dossier(kCode).via(model::Channel::counter)}, 1);
    spool.observe({a_dossier(kCode).via(model::Channel::post)}, 2);
    spool.withdraw({id_of(kCode)}, 1);
    CHECK(only_class(filled).channel() == model::Channel::post);
    CHECK(only_class(filled).standing() == Standing::shown);
    spool.withdraw({id_of(kCode)}, 2);
    CHECK(only_class(filled).channel() == model::Channel::counter);
    CHECK(only_class(filled).standing() == Standing::withdrawn);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("two units may show dossiers of one id; each counts for itself")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool one(filled, "H44", {"onestop"}, 1);
    TestSpool other(filled, "H26", {"onestop"}, 2);
    one.observe({a_dossier(kCode)});
    CHECK(other.observe({a_dossier(kCode)}).applied == 1);
    CHECK(filled.reader().holdings().at(0).dossiers == 1);
    CHECK(filled.reader().holdings().at(1).dossiers == 1);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("what an older spool of a source says later does not undo the newer one")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool old_spool(filled, "H44", {"onestop"}, 1);
    TestSpool new_spool(filled, "H44", {"onestop"}, 2);
    old_spool.observe({a_dossier(kCode).via(model::Channel::counter)});
    SECTION("after an observation")
    {
        new_spool.observe({a_dossier(kCode)});
        CHECK(old_spool.observe({a_dossier(kCode).via(model::Channel::post)}).unchanged == 1);
    }
    SECTION("after one that changed nothing")
    {
        CHECK(new_spool.observe({a_dossier(kCode).via(model::Channel::counter)}).unchanged == 1);
        CHECK(old_spool.observe({a_dossier(kCode).via(model::Channel::post)}).unchanged == 1);
        CHECK(only_class(filled).channel() == model::Channel::counter);
    }
    SECTION("after a withdrawal")
    {
        new_spool.withdraw({id_of(kCode)});
        CHECK(old_spool.observe({a_dossier(kCode).via(model::Channel::post)}).unchanged == 1);
        CHECK(only_class(filled).standing() == Standing::withdrawn);
    }
    check_counts_equal_a_recount(filled.state());
}
