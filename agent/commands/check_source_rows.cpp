#include "agent/commands/check_source_rows.h"

#include "agent/mapping/cursor_order.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace congto::agent {
namespace {

constexpr std::size_t kPage = 200; // rows
constexpr const char* kDiffers =
    "a page that begins after a row in the middle of another page is not the rest of it, so rows "
    "are never read: the page query must compare and order by (cursor, key), both in the same way "
    "(a number as a number, not as text)";

} // namespace

std::optional<std::string> RowsLook::fault()
{
    const Positions rows = first_rows();
    if (auto fault = fault_of_positions(rows)) {
        return fault;
    }
    return differs_from_the_middle(rows) ? std::optional<std::string>(kDiffers) : std::nullopt;
}

std::string_view CursorSteps::name() const
{
    using namespace std::chrono_literals;
    return step == 24h ? "days" : step == 1h ? "hours" : step == 1min ? "minutes" : "seconds";
}

namespace {

// The step, or the next finer one that a cursor is a multiple of, in civil time.
std::chrono::seconds step_with(std::chrono::seconds step, std::optional<model::Instant> cursor)
{
    using namespace std::chrono_literals;
    if (!cursor) {
        return 0s; // of another form: told elsewhere
    }
    for (const std::chrono::seconds next :
         {std::chrono::seconds(24h), std::chrono::seconds(1h), std::chrono::seconds(1min), 1s}) {
        if (next <= step && (cursor->time_since_epoch() + model::kCivilOffset) % next == 0us) {
            return next;
        }
    }
    return 0s;
}

} // namespace

CursorSteps RowsLook::steps()
{
    using namespace std::chrono_literals;
    constexpr std::size_t kMostPages = 20;
    constexpr std::size_t kFew = 20; // rows that prove nothing
    CursorSteps steps{24h};
    Positions rows = page({}, kPage);
    std::size_t alike = 0;
    std::string cursor;
    for (std::size_t pages = 1;; ++pages) {
        for (const source::Position& row : rows) {
            alike = row.cursor == cursor ? alike + 1 : 1;
            cursor = row.cursor;
            steps.most_rows = std::max(steps.most_rows, alike);
            steps.step = step_with(steps.step, mapping_.instant_of_cursor(cursor));
        }
        steps.rows += rows.size();
        if (steps.step < 1min || rows.size() < kPage || pages == kMostPages) {
            break;
        }
        rows = page(rows.back(), kPage);
    }
    if (steps.rows < kFew) {
        steps.step = 0s;
        steps.most_rows = 0;
    }
    return steps;
}

RowsLook::Positions RowsLook::page(const source::Position& after, std::size_t limit)
{
    Positions positions;
    for (const auto& row : inspection_.page(after, limit).rows) {
        positions.push_back(mapping_.position_of(row));
    }
    return positions;
}

// Two pages: what is between two is looked at too.
RowsLook::Positions RowsLook::first_rows()
{
    Positions rows = page({}, kPage);
    if (rows.size() == kPage) {
        const Positions more = page(rows.back(), kPage);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

std::optional<std::string> RowsLook::fault_of_positions(const Positions& rows) const
{
    mapping::CursorOrder order(mapping_, start_);
    source::Position last;
    for (const source::Position& position : rows) {
        if (!mapping_.instant_of_cursor(position.cursor)) {
            return "the cursor of the page query is not of the mapping's form; mend [times] or "
                   "[times.form.cursor]";
        }
        if (position == last) {
            return "two rows of a page have the same cursor and key; the key must be unique";
        }
        if (auto fault = order.fault_of(position)) {
            return fault;
        }
        last = position;
    }
    return std::nullopt;
}

// The order of keys only the source knows. Its own answers tell: what follows a row is the same
// wherever a page began. Rows of one moment are asked for where there are some.
bool RowsLook::differs_from_the_middle(const Positions& rows)
{
    if (rows.size() < 2) {
        return false;
    }
    const auto of_one_moment = [](const source::Position& one, const source::Position& other) {
        return one.cursor == other.cursor;
    };
    auto middle = std::adjacent_find(rows.begin(), rows.end(), of_one_moment);
    if (middle == rows.end()) {
        middle = rows.begin() + static_cast<std::ptrdiff_t>((rows.size() - 1) / 2);
    }
    const auto is_in = [](const Positions& all) {
        return [&all](const source::Position& one) {
            return std::find(all.begin(), all.end(), one) != all.end();
        };
    };
    const Positions after = page(*middle, rows.size() + kPage);
    if (std::any_of(rows.begin(), middle + 1, is_in(after))) {
        return true;
    }
    Positions missing;
    std::copy_if(middle + 1, rows.end(), std::back_inserter(missing), std::not_fn(is_in(after)));
    if (missing.empty()) {
        return false;
    }
    // Not there any more: it was changed meanwhile. Still there: a page went past it.
    return std::any_of(missing.begin(), missing.end(), is_in(first_rows()));
}

} // namespace congto::agent
