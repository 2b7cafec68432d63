#include "agent/reading/page_reader.h"

#include "agent/mapping/cursor_order.h"
#include "config/runtime/failure.h"
#include "proto/model/digest.h"

#include <algorithm>

namespace congto::reading {
namespace {

// Commits of one moment come in any order, and many cursors count whole seconds.
constexpr std::chrono::seconds kRecent{5};

} // namespace

PageReader::PageReader(source::Source& source, mapping::Mapping& mapping, model::UnitKey key)
    : source_(source), mapping_(mapping), key_(std::move(key))
{
}

Horizons PageReader::horizons(std::chrono::milliseconds overlap)
{
    const std::string text = source_.now();
    const auto now = mapping_.instant_of_cursor(text);
    if (!now) {
        throw runtime::Unavailable("the mapping's query for now gives \"" + text +
                                   "\", which is not of the form its cursor has");
    }
    return {*now - overlap, *now - std::min<std::chrono::milliseconds>(kRecent, overlap)};
}

FreshPage PageReader::read(const spool::SourceStand& stand, const source::Position& after,
                           std::size_t limit, const Horizons& horizons)
{
    const source::Page raw = source_.read(after, limit);
    if (!raw.rows.empty() && raw.columns != bound_) {
        mapping_.bind(raw.columns);
        bound_ = raw.columns;
    }
    FreshPage fresh;
    fresh.page.source = stand.number;
    fresh.page.stand = stand.stand;
    fresh.page.after = after;
    auto& rows = fresh.page.rows;
    rows.reserve(raw.rows.size());
    mapping::CursorOrder order(mapping_, after);
    for (const auto& values : raw.rows) {
        rows.push_back({mapping_.map(values, key_), 0});
        if (const auto fault = order.fault_of(rows.back().mapped.position)) {
            throw runtime::Unavailable(*fault);
        }
        if (const auto* mapped = std::get_if<mapping::Mapped>(&rows.back().mapped.outcome)) {
            rows.back().digest = model::digest(mapped->observation);
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
