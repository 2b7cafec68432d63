// Back-fill: dossiers that came in over past months, each where its life had brought it at the end.
#pragma once

#include "tests/province/civil.h"
#include "tests/province/database.h"
#include "tests/province/planting.h"
#include "tests/province/state.h"

#include <cstdint>
#include <functional>

namespace congto::province {

struct FillOptions {
    std::int64_t dossiers = 0;
    Month from, to;
    Second until = 0; // nothing happens after it
    // As a copy from another system arrives: each row's modification time is when it is written.
    // Whoever follows those times can read while the fill goes on.
    bool imported = false;
    // Dossiers more, each with a trick; of a split matter, eights.
    Amounts planted;
    // In the last three days of a month whoever comes to the counter is called online.
    bool spurts_at_month_end = false;
    bool calls_post_counter = false; // what comes by post
};

struct Filled {
    std::int64_t dossiers = 0; // rows that are dossiers, those with a flaw included
    std::int64_t others = 0;   // rows that are not
    std::int64_t rows = 0;     // of all tables
};

// The same seed, state and options write the same bytes. `progress` is told the dossiers written.
Filled fill(State& state, Database& source, const FillOptions& options,
            const std::function<void(std::int64_t)>& progress);

} // namespace congto::province
