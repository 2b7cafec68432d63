// What detectors may ask of a dossier, and how it is counted for them.
#include "collector/store/reader.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/store/recount.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>

using namespace congto;
using namespace congto::test;
using model::Channel;
using model::Evidence;
using model::Level;
using store::Standing;

namespace {

store::FlagClass flags_of(const model::Observation& dossier, const store::FirstSeen& first = {},
                          Standing standing = Standing::shown)
{
    return store::flag_class_of(store::class_of(dossier.state, first, standing),
                                dossier.state.evidence)
        .value();
}

std::string named(std::string_view month, const store::FlagCell& cell)
{
    return std::string(month) + " " + std::string(cell.body) + " " + std::string(cell.procedure);
}

// Dossiers by month, body and procedure.
std::map<std::string, std::int64_t> counted(const FilledStore& filled, const store::Scope& scope,
                                            std::string_view from, std::string_view to)
{
    std::map<std::string, std::int64_t> counts;
    const store::Reader reader = filled.reader();
    reader.cells()->flags(scope, {*model::parse_month(from), *model::parse_month(to)},
                          [&](const store::FlagCell& cell) {
                              counts[named(model::text_of(cell.month), cell)] += cell.count;
                          });
    return counts;
}

using Counts = std::map<std::string, std::int64_t>;

} // namespace

TEST_CASE("a flag class says what it was made of")
{
    const store::FlagClass flags =
        flags_of(a_dossier("a")
                     .via(Channel::post)
                     .level(Level::partial)
                     .fee(model::Fee::paid_online)
                     .result(model::Result::post)
                     .resolved("2026-01-09")
                     .sees(Evidence::official_account)
                     .sees(Evidence::counter_visit)
                     .not_seen(Evidence::no_processing_step),
                 {Channel::migrated, Level::information_only, true}, Standing::held);
    CHECK(flags.channel() == Channel::post);
    CHECK(flags.first_channel() == Channel::migrated);
    CHECK(flags.level() == Level::partial);
    CHECK(flags.first_level() == Level::information_only);
    CHECK(flags.settled());
    CHECK(flags.paid_online());
    CHECK(flags.result_by_post());
    CHECK(flags.seen_late());
    CHECK(flags.standing() == Standing::held);
    CHECK(flags.evidence() == model::EvidenceBits{0b11'0000'0001, 0b10'0000'0001});
    const store::FlagClass plain = flags_of(a_dossier("a"));
    CHECK_FALSE(plain.settled());
    CHECK_FALSE(plain.paid_online());
    CHECK_FALSE(plain.result_by_post());
    CHECK_FALSE(plain.seen_late());
    CHECK(plain.standing() == Standing::shown);
    CHECK(flags_of(a_dossier("a"), {}, Standing::withdrawn).standing() == Standing::withdrawn);
}

TEST_CASE("a dossier that is not received by its status has no flag class")
{
    for (const auto status : {model::Status::registered, model::Status::refused}) {
        const model::Observation dossier = a_dossier("a").status(status);
        CHECK_FALSE(store::flag_class_of(store::class_of(dossier.state, {}, Standing::shown), {}));
    }
    CHECK(flags_of(a_dossier("a").status(model::Status::withdrawn)).channel() == Channel::online);
}

TEST_CASE("dossiers are counted for detectors by unit, month, body and procedure")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"}, 1);
    spool.observe({a_dossier("a").at("H44.01").of("1.000001"),
                   a_dossier("b").at("H44.01").of("1.000001.000.00.00.H44"),
                   a_dossier("c").at("H44.02").of("1.000002").received("2026-02-01"),
                   a_dossier("d").at("H44.02").of("1.000002").received("2026-03-31"),
                   a_dossier("e").unreceived(), a_dossier("f").status(model::Status::registered)});
    TestSpool other(filled, "H26", {"onestop"}, 2);
    other.observe({a_dossier("g").at("H26.01").of("1.000001")});
    store::Scope scope{filled.unit("H44"), {}, {}};
    CHECK(counted(filled, scope, "2026-01", "2026-02") ==
          Counts{{"2026-01 H44.01 1.000001", 2}, {"2026-02 H44.02 1.000002", 1}});
    scope.body = "H44.02";
    CHECK(counted(filled, scope, "2026-01", "2026-12").size() == 2);
    scope.body = "H44.99";
    CHECK(counted(filled, scope, "2026-01", "2026-12").empty());
    CHECK(counted(filled, {{}, {}, "1.000001"}, "2026-01", "2026-12") ==
          Counts{{"2026-01 H26.01 1.000001", 1}, {"2026-01 H44.01 1.000001", 2}});
}

TEST_CASE("what was seen first, and what is gone, moves with the dossier")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"}, 1);
    spool.observe({a_dossier("a").via(Channel::counter), a_dossier("b").via(Channel::counter)});
    spool.observe({a_dossier("a").via(Channel::online).sees(Evidence::official_account)});
    spool.withdraw({id_of("b")});
    std::map<std::uint64_t, std::int64_t> classes;
    const store::Reader reader = filled.reader();
    const model::Month january = *model::parse_month("2026-01");
    reader.cells()->flags({}, {january, january}, [&](const store::FlagCell& cell) {
        classes[cell.cls.bits] += cell.count;
    });
    const model::Observation now =
        a_dossier("a").via(Channel::online).sees(Evidence::official_account);
    const store::FirstSeen first{Channel::counter, Level::full, true};
    CHECK(
        classes ==
        std::map<std::uint64_t, std::int64_t>{
            {flags_of(now, first).bits, 1},
            {flags_of(a_dossier("b").via(Channel::counter), first, Standing::withdrawn).bits, 1}});
    check_counts_equal_a_recount(filled.state());
}
