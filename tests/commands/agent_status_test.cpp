#include "agent/commands/days_summary.h"
#include "agent/commands/status_listings.h"
#include "agent/commands/status_text.h"
#include "config/runtime/text.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace congto;

namespace {

std::string progress_of(const spool::ReadingNote& note)
{
    spool::SpoolReport report;
    report.sources.push_back({{1, "onestop", {1}}, {}, {}, note});
    report.sources.back().accounts.shown = 1'000'000; // of an earlier pass
    const auto sections = agent::status_sections(report);
    const runtime::Listing& sources = sections.at(1).listing;
    const auto column =
        std::find_if(sources.columns.begin(), sources.columns.end(),
                     [](const runtime::Column& one) { return one.name == "progress"; });
    REQUIRE(column != sources.columns.end());
    const auto& shown =
        sources.rows.at(0).at(static_cast<std::size_t>(column - sources.columns.begin()));
    const auto* decimal = std::get_if<runtime::Decimal>(&shown);
    return decimal == nullptr ? "none" : decimal->digits;
}

using namespace std::chrono_literals;
using spool::DayStanding;

const model::Instant kNow = model::start_of(*model::parse_day("2026-02-20"));

// A source of a unit, as the spool and the settings know it.
struct Known {
    Known()
    {
        settings.sources.push_back({});
        settings.sources[0].name = "onestop";
        settings.sources[0].engine = settings.sources[0].dialect = "postgresql";
        report.unit = "H56";
        report.sources.push_back({{1, "onestop", {1}}, {}, {}, {}});
        source().note.known_at = kNow;
        for (std::int32_t back = 0; back <= 7; ++back) {
            day({model::day_of(kNow).number - back}, DayStanding::verified, kNow - 1h);
        }
    }
    spool::SourceReport& source() { return report.sources[0]; }
    void day(model::Day day, DayStanding verdict, std::optional<model::Instant> read)
    {
        spool::DayStand stand;
        stand.day = day;
        stand.verdict = verdict;
        stand.read_at = read;
        stand.claimed = read ? 1 : 0;
        source().days.insert(source().days.begin(), stand);
    }
    // In one line, as wrapping left it.
    std::string text() const
    {
        std::istringstream words(agent::status_text(report, settings, kNow));
        std::string line;
        for (std::string word; words >> word; line += word + " ") {
        }
        return line;
    }
    agent::DaysSummary days() { return agent::summary_of(source(), settings.sources[0], kNow); }

    agent::Settings settings;
    spool::SpoolReport report;
};

} // namespace

TEST_CASE("progress is that of the pass under way, whatever earlier ones read")
{
    spool::ReadingNote note;
    CHECK(progress_of(note) == "none");
    note.pass_read = 1;
    note.pass_unread = 2;
    CHECK(progress_of(note) == "33.3");
    note.pass_read = 9999;
    note.pass_unread = 1;
    CHECK(progress_of(note) == "99.9");
    note.pass_unread = 0;
    CHECK(progress_of(note) == "100.0");
}

TEST_CASE("status says how far back rows are read again, and what would narrow it")
{
    Known known;
    CHECK_THAT(known.text(), !Catch::Contains("horizon"));
    known.source().note.settles = spool::Settles::by_overlap;
    CHECK_THAT(known.text(), Catch::Contains("by the overlap: rows of the last 1h are read again; "
                                             "GRANT pg_read_all_stats TO the agent's account"));
    known.settings.sources[0].dialect = "mysql";
    CHECK_THAT(known.text(), Catch::Contains("GRANT PROCESS ON *.* TO"));
    known.settings.sources[0].engine = known.settings.sources[0].dialect = "sqlite3";
    CHECK_THAT(known.text(), Catch::Contains("SQLite shows no transactions"));
    known.source().note.settles = spool::Settles::by_transactions;
    CHECK_THAT(known.text(), Catch::Contains("none is older than 30s"));
    known.source().note.oldest_transaction = 7200s;
    CHECK_THAT(known.text(), Catch::Contains("the oldest is open for 2h"));
    known.settings.sources[0].mode = source::Mode::sweep;
    CHECK_THAT(known.text(), !Catch::Contains("horizon"));
}

TEST_CASE("status says what is verified, what is due, and why days are not read")
{
    Known known;
    CHECK_THAT(known.text(), Catch::Contains("8, all verified; each read since"));
    CHECK_THAT(known.text(), Catch::Contains("plan no day is due; next 2026-02-20 05:00:00"));
    const model::Day old{model::day_of(kNow).number - 100};
    known.day(old, DayStanding::disputed, kNow - 25h);
    known.day({old.number - 50}, DayStanding::none, {});
    CHECK(known.days().due == 2);
    CHECK(known.days().never_read == 1);
    CHECK_FALSE(known.days().all_read_since);
    CHECK_THAT(known.text(),
               Catch::Contains("10: 8 verified, 1 disputed (the ministry decides on what is "
                               "gone), 1 never read plan 2 days are due, for at most 5% of"));
    known.settings.sources[0].mode = source::Mode::sweep;
    known.settings.sources[0].sweep_from = model::day_of(kNow);
    CHECK(known.days().share == 0.5);
    known.source().hindrances = {"the source is away", "no day query"};
    CHECK_THAT(known.text(), Catch::Contains("paused the source is away"));
    CHECK_THAT(known.text(), Catch::Contains("not read: no day query"));
    CHECK_THAT(known.text(), !Catch::Contains("plan"));
}

TEST_CASE("status fits a terminal of 80 columns, whatever it has to say")
{
    Known known;
    known.source().note.settles = spool::Settles::by_overlap;
    known.source().hindrances = {std::string(50, 'a') + " " + std::string(50, 'b'),
                                 "các dòng không đọc được vì câu hỏi của ngày không trả lời, hãy "
                                 "xem nhật ký của chương trình này"};
    known.report.refusal = "collector refuses: malformed: the batch that begins with 1001 is "
                           "malformed: it holds no entries; congto-agent spool set-aside";
    known.report.set_aside.push_back({kNow, 1001, 2000, known.report.refusal,
                                      "/var/lib/congto-agent/spool.db.set-aside-1001", 31, 30, 29});
    CHECK_THAT(known.text(), Catch::Contains("of its 31 days 30 claimed again, 29 verified"));
    std::istringstream lines(agent::status_text(known.report, known.settings, kNow));
    for (std::string line; std::getline(lines, line);) {
        CHECK(runtime::terminal_width(line) <= 80);
    }
}
