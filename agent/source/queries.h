// What a source is asked: SQL of one dialect, and where reading begins.
#pragma once

#include "agent/source/source.h"

#include <string>

namespace congto::source {

// `page` and `count` hold :after_cursor and :after_key, `page` also :limit; `now` and
// `cursor_nulls` hold none.
struct Queries {
    std::string page;
    std::string count;        // one number; empty: none
    std::string now;          // one text
    std::string cursor_nulls; // one number: rows no page can ever show; empty: none
    Position start;           // stands for the empty position: below every row
};

} // namespace congto::source
