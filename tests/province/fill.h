// Back-fill: dossiers that came in over past months, each where its life had brought it at the end.
#pragma once

#include "tests/province/civil.h"
#include "tests/province/database.h"
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
