// Days asked for: which, by whom, and what became of each.
#include "agent/commands/asked_days.h"
#include "agent/commands/day_watch.h"
#include "agent/commands/reconcile_asked.h"
#include "config/runtime/failure.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

using namespace congto;
using agent::AskedDays;

namespace {

model::Day day(const char* text)
{
    return *model::parse_day(text);
}

std::filesystem::path shipped(const std::string& mapping)
{
    return std::filesystem::path(CONGTO_CONFIG) / "mappings" / mapping;
}

// Two sources; the mapping of the second reads no days.
struct Asking {
    Asking()
    {
        std::string without = test::read_file(shipped("wide-table.toml"));
        const auto day = without.find("\nday = ", without.find("[query.sqlite3]"));
        const auto next = without.find("\n[query.", day);
        REQUIRE(next != std::string::npos);
        without.erase(day + 1, next - day);
        folder.write("no-days.toml", without);
        for (const char* name : {"onestop", "old"}) {
            source::SqlSettings source;
            source.name = name;
            source.engine = source.dialect = "sqlite3";
            source.mapping =
                settings.sources.empty() ? shipped("wide-table.toml") : folder / "no-days.toml";
            settings.sources.push_back(source);
        }
    }
    std::vector<std::string> faults(const agent::ReconcileArguments& arguments) const
    {
        try {
            agent::reconcile_asked(arguments, settings, day("2026-11-22"));
            return {};
        } catch (const runtime::BadSettings& bad) {
            return bad.faults();
        }
    }
    std::vector<AskedDays> days(const agent::ReconcileArguments& arguments) const
    {
        return agent::reconcile_asked(arguments, settings, day("2026-11-22")).days;
    }

    test::TempDir folder;
    agent::Settings settings;
};

spool::SpoolReport a_report(std::vector<spool::DayStand> days)
{
    spool::SpoolReport report;
    report.sources.push_back({{1, "onestop", {1}}, {}, {}, {}, std::move(days)});
    return report;
}

spool::DayStand a_day(const char* text, std::uint64_t claimed,
                      spool::DayStanding verdict = spool::DayStanding::none)
{
    spool::DayStand stand;
    stand.day = day(text);
    stand.claimed = claimed;
    stand.verdict = verdict;
    return stand;
}

std::vector<std::string> reasons(const agent::DayWatch& watch)
{
    std::vector<std::string> all;
    for (const auto& row : watch.unverified().rows) {
        all.push_back(std::get<std::string>(row.at(1)) + " " + std::get<std::string>(row.at(3)));
    }
    return all;
}

using Faults = std::vector<std::string>;
using spool::DayStanding;

} // namespace

TEST_CASE("months and days are asked for as far as they have come")
{
    const Asking asking;
    CHECK(asking.days({{"2026-10", "2026-11"}, {}, {}, ""}) ==
          std::vector<AskedDays>{{"onestop", day("2026-10-01"), day("2026-10-31")},
                                 {"onestop", day("2026-11-01"), day("2026-11-22")}});
    CHECK(asking.days({{}, "2026-11-20", "2026-12-10", "onestop"}) ==
          std::vector<AskedDays>{{"onestop", day("2026-11-20"), day("2026-11-22")}});
    CHECK(agent::reconcile_asked({{"2026-10"}, {}, {}, ""}, asking.settings, day("2026-11-22"))
              .unreadable == std::vector<std::string>{"old"});
}

TEST_CASE("every fault of what is asked for is one clear line")
{
    const Asking asking;
    CHECK(asking.faults({{"2026-12"}, {}, {}, ""}) == Faults{"--month 2026-12: has not begun"});
    CHECK(asking.faults({{"10/2026", "2026-13"}, {}, {}, "ones"}) ==
          Faults{"--month: \"10/2026\" is not a month like 2026-08",
                 "--month: \"2026-13\" is not a month like 2026-08",
                 "--source: there is no source \"ones\""});
    CHECK(asking.faults({{}, "2026-11-31", {}, ""}) ==
          Faults{"--from: \"2026-11-31\" is not a day like 2026-02-03",
                 "--to is missing: give --from and --to"});
    CHECK(asking.faults({{}, "2026-11-20", "2026-11-19", ""}) ==
          Faults{"--to 2026-11-19 is before --from 2026-11-20"});
    CHECK(asking.faults({{}, "2026-11-23", "2026-11-24", ""}) ==
          Faults{"--from 2026-11-23: has not come"});
    CHECK(asking.faults({}).at(0).rfind("which days?", 0) == 0);
    CHECK(asking.faults({{"2026-10"}, {}, {}, "old"})
              .at(0)
              .rfind("source old: its mapping has no day and row query", 0) == 0);
}

TEST_CASE("what is asked for is left whole, once, and read as it was left")
{
    const test::TempDir folder;
    const auto file = agent::asked_days_file(folder / "spool.db");
    CHECK(file == folder / "spool.db.ask");
    CHECK_FALSE(agent::find_asked_days(file).found);
    const std::vector<AskedDays> asked{{"onestop", day("2026-10-01"), day("2026-10-31")},
                                       {"old", day("2026-11-01"), day("2026-11-01")}};
    CHECK(agent::leave_asked_days(file, asked));
    CHECK_FALSE(agent::leave_asked_days(file, {}));
    CHECK_FALSE(agent::asked_days_are_taken(file));
    CHECK(agent::find_asked_days(file).asked == asked);
    CHECK(agent::find_asked_days(file).fault.empty());
    // Nothing else is left beside it.
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    CHECK_THROWS_AS(agent::leave_asked_days(folder / "none" / "spool.db.ask", asked),
                    runtime::Unavailable);

    test::write_file(file,
                     "onestop 2026-10-01 2026-10-31\n\x1b[2J 1 2\nold 2026-10-02 2026-10-01\n");
    CHECK(agent::find_asked_days(file).asked.size() == 1);
    CHECK(agent::find_asked_days(file).fault ==
          file.string() + ":2: \"\\x1b[2J 1 2\" is not a source and two days, the second not "
                          "before the first");
}

TEST_CASE("days asked for are waited for until each has a verdict of its own claim")
{
    const std::vector<AskedDays> asked{{"onestop", day("2026-10-01"), day("2026-10-03")},
                                       {"onestop", day("2026-10-03"), day("2026-10-04")}};
    agent::DayWatch watch(asked, a_report({a_day("2026-10-01", 5, DayStanding::verified)}));
    REQUIRE(watch.all() == 4);
    // The verdict of an earlier claim is none of this one.
    CHECK_FALSE(watch.look(a_report({a_day("2026-10-01", 5, DayStanding::verified)})));
    CHECK(watch.judged() == 0);
    CHECK(watch.look(
        a_report({a_day("2026-10-01", 7, DayStanding::verified),
                  a_day("2026-10-02", 8, DayStanding::disputed),
                  a_day("2026-10-03", 9, DayStanding::differs), a_day("2026-10-04", 10)})));
    CHECK(watch.judged() == 2);
    CHECK(watch.exit_status() == 69);
    CHECK(watch.to_ask_again() ==
          std::vector<AskedDays>{{"onestop", day("2026-10-03"), day("2026-10-03")}});
    CHECK(watch.to_ask_again().empty());
    CHECK(watch.summary() == "4 days: 1 verified, 1 disputed, 1 not judged, 1 not read");
    CHECK(reasons(watch).size() == 3);

    SECTION("one that differs once more, all of it sent, differs")
    {
        watch.look(a_report({a_day("2026-10-03", 11, DayStanding::differs),
                             a_day("2026-10-04", 10, DayStanding::verified)}));
        CHECK(watch.is_over());
        CHECK(watch.exit_status() == 65);
        CHECK(reasons(watch) ==
              std::vector<std::string>{
                  "2026-10-02 removals are held until the ministry accepts or rejects them",
                  "2026-10-03 the collector's sums are others, though all of the day was sent "
                  "again"});
    }
    SECTION("one that is verified then is verified")
    {
        watch.look(a_report({a_day("2026-10-02", 12, DayStanding::verified),
                             a_day("2026-10-03", 11, DayStanding::verified),
                             a_day("2026-10-04", 10, DayStanding::verified)}));
        CHECK(watch.is_over());
        CHECK(watch.summary() == "4 days: 3 verified, 1 disputed");
    }
}
