#include "agent/reading/page_reader.h"

#include "agent/mapping/cursor_order.h"
#include "config/runtime/failure.h"
#include "proto/model/digest.h"

#include <algorithm>
#include <unordered_set>

namespace congto::reading {
namespace {

// Commits of one moment come in any order, and many cursors count whole seconds.
constexpr std::chrono::seconds kRecent{5};

} // namespace

PageReader::PageReader(source::Source& source, mapping::Mapping& mapping, model::UnitKey key)
    : source_(source), mapping_(mapping), key_(std::move(key))
{
}

// The time is asked before the transactions: one that begins between the two writes rows above it.
Horizons PageReader::horizons(const Settling& settling, const source::Position& watermark)
{
    const std::string text = source_.now();
    const auto now = mapping_.instant_of_cursor(text);
    if (!now) {
        throw runtime::Unavailable("the mapping's query for now gives \"" + text +
                                   "\", which is not of the form its cursor has");
    }
    const auto oldest = source_.oldest_transaction();
    const auto back = oldest ? std::max(settling.lag, *oldest) : settling.overlap;
    // A watermark is never nearer to a now than the lag, or the overlap: half of it is for the rows
    // written between a step of the clock and this look.
    const auto reached = mapping_.instant_of_cursor(watermark.cursor);
    const bool went_back =
        reached && *now < *reached + std::min(settling.lag, settling.overlap) / 2;
    return {*now - back, *now - std::min<std::chrono::milliseconds>(kRecent, back), oldest,
            went_back};
}

FreshPage PageReader::read(const spool::SourceStand& stand, const source::Position& after,
                           std::size_t limit, const Horizons& horizons)
{
    const source::Page raw = source_.read(after, limit);
    bind(raw);
    FreshPage fresh;
    fresh.page.source = stand.number;
    fresh.page.stand = stand.stand;
    fresh.page.after = after;
    auto& rows = fresh.page.rows;
    rows.reserve(raw.rows.size());
    mapping::CursorOrder order(mapping_, after);
    for (const auto& values : raw.rows) {
        rows.push_back(mapped(values));
        if (const auto fault = order.fault_of(rows.back().mapped.position)) {
            throw runtime::Unavailable(*fault);
        }
    }
    if (const std::size_t settled = rows_until(rows, horizons.settled); settled != 0) {
        fresh.page.settled = rows[settled - 1].mapped.position;
    }
    Extent& extent = fresh.extent;
    extent.end = rows.empty() ? after : rows.back().mapped.position;
    extent.rows = rows.size();
    extent.last = rows.size() < limit;
    const std::size_t recent = rows_until(rows, horizons.recent);
    extent.rows_above_recent = rows.size() - recent;
    if (recent != 0) {
        extent.recent = rows[recent - 1].mapped.position;
    }
    return fresh;
}

DayPage PageReader::read_day(const spool::SourceStand& stand, model::Day day,
                             const std::string& after_key, std::size_t limit)
{
    const source::Page raw = source_.read_day(model::text_of(day), after_key, limit);
    bind(raw);
    DayPage read{{stand.number, stand.stand, {}, {}, {}}, after_key, raw.rows.size() < limit};
    read.page.rows.reserve(raw.rows.size());
    std::unordered_set<std::string> keys{after_key};
    for (const auto& values : raw.rows) {
        read.page.rows.push_back(mapped(values));
        read.numbers.push_back(mapping_.numbered_code(values));
        if (!keys.insert(read.page.rows.back().mapped.position.key).second) {
            throw runtime::Unavailable(
                "the day query gives a row twice, or one it was to go on after; mend its WHERE, "
                "ORDER BY and joins");
        }
    }
    if (!raw.rows.empty()) {
        read.last_key = read.page.rows.back().mapped.position.key;
    }
    return read;
}

std::optional<DayPage> PageReader::read_row(const spool::SourceStand& stand, const std::string& key)
{
    const source::Page raw = source_.read_row(key);
    if (raw.rows.empty()) {
        return std::nullopt;
    }
    bind(raw);
    DayPage read{{stand.number, stand.stand, {}, {}, {}}, key, true};
    read.page.rows.push_back(mapped(raw.rows.front()));
    read.numbers.push_back(mapping_.numbered_code(raw.rows.front()));
    if (read.page.rows.front().mapped.position.key != key) {
        throw runtime::Unavailable("the row query gives another row than was asked for; mend its "
                                   "WHERE");
    }
    return read;
}

void PageReader::bind(const source::Page& raw)
{
    if (!raw.rows.empty() && raw.columns != bound_) {
        mapping_.bind(raw.columns);
        bound_ = raw.columns;
    }
}

spool::ReadRow PageReader::mapped(const std::vector<std::optional<std::string>>& values)
{
    spool::ReadRow row{mapping_.map(values, key_), 0};
    if (const auto* mapped = std::get_if<mapping::Mapped>(&row.mapped.outcome)) {
        row.digest = model::digest(mapped->observation);
    }
    return row;
}

// Rows are in the order of their cursors. A cursor that is no time is taken to be above any
// horizon.
std::size_t PageReader::rows_until(const std::vector<spool::ReadRow>& rows,
                                   model::Instant horizon) const
{
    const auto is_until = [&](const spool::ReadRow& row) {
        const auto at = mapping_.instant_of_cursor(row.mapped.position.cursor);
        return at && *at <= horizon;
    };
    return static_cast<std::size_t>(std::partition_point(rows.begin(), rows.end(), is_until) -
                                    rows.begin());
}

} // namespace congto::reading
