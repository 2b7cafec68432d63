// What a source is asked: SQL of one dialect, and where reading begins.
#pragma once

#include "agent/source/source.h"

#include <string>
#include <vector>

namespace congto::source {

// A table the queries read, by the names they use for it and for its columns.
struct TableRead {
    std::string table;
    std::vector<std::string> columns; // empty: all of them

    bool operator==(const TableRead&) const = default;
};

// `page` and `count` hold :after_cursor and :after_key, `page` also :limit; `day` holds :day_from,
// :day_to, :after_key and :limit, `row` :key; `now` and `cursor_nulls` hold none.
struct Queries {
    std::string page;         // empty: read by days alone
    std::string count;        // one number; empty: none
    std::string now;          // one text; empty only where `page` is
    std::string cursor_nulls; // one number: rows no page can ever show; empty: none
    std::string day;          // the page's columns, in key order; empty: none, and no `row`
    std::string row;          // the page's columns of one row
    Position start;           // stands for the empty position: below every row
    // All that the queries read, as the mapping says; empty: it does not say.
    std::vector<TableRead> reads{};
};

} // namespace congto::source
