#include "agent/commands/status_listings.h"

#include <catch2/catch.hpp>

#include <algorithm>

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
