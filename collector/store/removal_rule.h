// Whether what a source no longer shows is believed at once, or held until an operator decides.
//
// A restored source, a lost right, a purge or a bad filter must not empty a province. Counted by
// day opened, and together with what was believed lately and what is held already, so that a little
// each time is no way around it. collector/store/README.md says why the limits are these.
#pragma once

#include "proto/model/time.h"
#include "proto/wire/batch.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <set>

namespace congto::store {

// How long a removal counts with later ones of its day and month. An agent reads a closed day once
// in 30 days, and each on another: a purge is found over that time.
inline constexpr std::chrono::hours kLately{35 * 24};

// What a day, or a month, shows and loses.
struct Loss {
    std::int64_t shown = 0;  // before the removal
    std::int64_t lost = 0;   // by it
    std::int64_t lately = 0; // removed before and not longer ago than kLately, or held undecided

    bool operator==(const Loss&) const = default;
};

struct Losses {
    std::map<model::Day, Loss> days;     // each loses something
    std::map<model::Month, Loss> months; // of these days
};

// The days whose removals are held. A day of more than max(20, 2 %), all days of a month of more
// than max(20, 0.1 %), and, where rows are absent, a day that is emptied: so a purge looks, however
// little a day had.
std::set<model::Day> held_days(const Losses& losses, wire::RemovalCause cause);

} // namespace congto::store
