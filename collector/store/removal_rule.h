// Whether what a source no longer shows is believed at once, or held until an operator decides.
//
// A restored source, a lost right or a bad filter must not empty a province. Counted by day opened,
// and together with what was believed within the last 24 hours, so that a little each time is no
// way around it. collector/store/README.md says why the limits are these.
#pragma once

#include "proto/model/time.h"
#include "proto/wire/batch.h"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace congto::store {

// What a day, or a month, shows and loses.
struct Loss {
    std::int64_t shown = 0;  // before the removal
    std::int64_t lost = 0;   // by it
    std::int64_t lately = 0; // removed within the 24 hours before

    bool operator==(const Loss&) const = default;
};

struct Losses {
    std::map<model::Day, Loss> days;     // each loses something
    std::map<model::Month, Loss> months; // of these days
    // The days the source shows anything of, ascending, as far as the first that is not emptied.
    std::vector<model::Day> oldest;
};

// The days whose removals are held. A day of more than max(20, 2 %), all days of a month of more
// than max(20, 0.1 %), and, where rows are absent, the source's oldest days if they are emptied:
// what a purge takes was there.
std::set<model::Day> held_days(const Losses& losses, wire::RemovalCause cause);

} // namespace congto::store
