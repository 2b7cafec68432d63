// The rule by which a running collector lets fingerprints go.
#include "collector/commands/decisions.h"
#include "collector/commands/erasing.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::collector;
using namespace congto::test;

namespace {

runtime::Instant noon_of(std::string_view day)
{
    return model::Instant(model::start_of(*model::parse_day(day))) + std::chrono::hours(12);
}

std::string erased_on(std::string_view day, int days)
{
    const auto through = erased_by_rule(noon_of(day), std::chrono::days(days));
    return through ? model::text_of(*through) : "-";
}

} // namespace

TEST_CASE("a month is old when it ended so long ago")
{
    CHECK(erased_on("2026-11-01", 62) == "2026-07"); // in August 62 days ago
    CHECK(erased_on("2026-11-02", 62) == "2026-08");
    CHECK(erased_on("2026-12-01", 62) == "2026-08");
    CHECK(erased_on("2026-12-02", 62) == "2026-09");
    CHECK(erased_on("2026-02-03", 1) == "2026-01");
    CHECK(erased_on("2026-02-03", 0) == "-");
}

TEST_CASE("the rule decides once, where there is something to erase, and looks each hour")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    ManualClock clock(noon_of("2026-03-20"));
    Erasing erasing(filled.state(), std::chrono::days(62), clock);
    Decisions decisions(filled.state().register_file(), 0);
    erasing.look();
    CHECK(decisions.fresh().empty()); // there are none at all
    spool.observe({a_dossier("H44.14-251115-1").by(1), a_dossier("H44.14-251215-1").by(1),
                   a_dossier("H44.14-260203-1").by(1)});
    erasing.look();
    CHECK(decisions.fresh().empty()); // not yet
    clock.advance(std::chrono::hours(1));
    erasing.look();
    const auto fresh = decisions.fresh();
    REQUIRE(fresh.size() == 2); // a month each, oldest first
    CHECK(fresh[0].verdict == store::Decision::Verdict::erase);
    CHECK(fresh[0].days.to == model::parse_day("2025-11-30"));
    CHECK(fresh[1].days.to == model::parse_day("2025-12-31"));
    for (int hours = 0; hours < 3; ++hours) {
        clock.advance(std::chrono::hours(1));
        erasing.look();
    }
    CHECK(decisions.fresh().empty()); // they wait to be taken up: not decided again
    store::Group group;
    group.decisions = fresh;
    filled.store().apply(group, test_now());
    clock.advance(std::chrono::hours(2));
    erasing.look();
    CHECK(decisions.fresh().empty()); // February is young
    const auto months = filled.reader().fingerprinted_months();
    CHECK(months == std::map<model::Month, std::int64_t>{{*model::parse_month("2026-02"), 1}});
}

TEST_CASE("without a time to keep them the rule does nothing")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    spool.observe({a_dossier("H44.14-251215-1").by(1)});
    ManualClock clock(noon_of("2199-03-20"));
    Erasing(filled.state(), {}, clock).look();
    CHECK(Decisions(filled.state().register_file(), 0).fresh().empty());
}

TEST_CASE("what comes late of erased months is erased once a day")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    ManualClock clock(noon_of("2026-03-20"));
    Erasing erasing(filled.state(), std::chrono::days(62), clock);
    Decisions decisions(filled.state().register_file(), 0);
    const auto decided_after = [&](std::chrono::hours time) {
        clock.advance(time);
        erasing.look();
        store::Group group;
        group.decisions = decisions.fresh();
        filled.store().apply(group, test_now());
        return group.decisions.size();
    };
    spool.observe({a_dossier("H44.14-251215-1").by(1)});
    CHECK(decided_after({}) == 1);
    spool.observe({a_dossier("H44.14-251115-1").by(1), a_dossier("H44.14-251215-2").by(1)});
    CHECK(decided_after(std::chrono::hours(2)) == 0);
    CHECK(decided_after(std::chrono::hours(21)) == 0);
    CHECK(decided_after(std::chrono::hours(2)) == 2);
    CHECK(filled.reader().fingerprinted_months().empty());
}
