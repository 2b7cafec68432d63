#include "agent/mapping/cursor_order.h"

namespace congto::mapping {

std::optional<std::string> CursorOrder::fault_of(const source::Position& next)
{
    if (next.cursor.empty()) {
        return "the page query gives a row without cursor; it must leave such rows out";
    }
    const auto at = mapping_.instant_of_cursor(next.cursor);
    if (at && last_ && *at < *last_) {
        return "the page query is not in the order (cursor, key): a row of " + next.cursor +
               " comes after a later one; mend its WHERE and ORDER BY, or rows are never read";
    }
    last_ = at ? at : last_;
    return std::nullopt;
}

} // namespace congto::mapping
