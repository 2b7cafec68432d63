#include "collector/commands/withdrawals_listing.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace congto::collector {
namespace {

using runtime::Value;

struct Line {
    std::string unit;
    model::Day first;
    model::Day last;
    std::int64_t days = 0;
    std::int64_t held = 0;
    std::int64_t shown = 0;
    model::Instant since;
};

// Unit, source, first day of the month or the day, cause, kept.
using Key = std::tuple<store::UnitId, std::string, model::Day, wire::RemovalCause, bool>;

void add(Line& line, const store::HeldDay& day)
{
    const bool first = line.days == 0;
    line.first = first ? day.day : std::min(line.first, day.day);
    line.last = first ? day.day : std::max(line.last, day.day);
    line.since = first ? day.since : std::min(line.since, day.since);
    ++line.days;
    line.held += day.held;
    line.shown += day.shown;
}

} // namespace

std::string_view text_of(wire::RemovalCause cause)
{
    switch (cause) {
    case wire::RemovalCause::left_out:
        return "left out";
    case wire::RemovalCause::absent:
        return "absent";
    case wire::RemovalCause::forgotten:
        return "forgotten";
    }
    return "unknown";
}

runtime::Listing withdrawals_listing(const std::vector<store::HeldDay>& held,
                                     const registers::UnitRegister& units, By by,
                                     std::int64_t waiting)
{
    std::map<Key, Line> lines;
    for (const store::HeldDay& day : held) {
        const model::Day from =
            by == By::day ? day.day : model::first_day(model::month_of(day.day));
        Line& line = lines[{day.of.unit, day.source, from, day.cause, day.kept}];
        line.unit = shown_unit(units, day.of.unit);
        add(line, day);
    }
    runtime::Listing listing;
    listing.columns = {
        {"unit", "Unit"},   {"source", "Source"},    {"from", "Opened from"}, {"to", "to"},
        {"days", "Days"},   {"held", "Held"},        {"shown", "Shown"},      {"cause", "Cause"},
        {"since", "Since"}, {"decision", "Decision"}};
    for (const auto& [key, line] : lines) {
        listing.rows.push_back(
            {line.unit, std::get<1>(key), model::text_of(line.first), model::text_of(line.last),
             line.days, line.held, line.shown, std::string(text_of(std::get<3>(key))),
             model::text_of(std::chrono::floor<std::chrono::seconds>(line.since)),
             std::get<4>(key) ? Value("kept") : Value("open")});
    }
    if (listing.rows.empty()) {
        listing.notes.emplace_back("Nothing is held.");
    }
    if (waiting > 0) {
        listing.notes.push_back(std::to_string(waiting) +
                                " decision(s) wait for a running collector.");
    }
    return listing;
}

} // namespace congto::collector
