// A store as it is behind a national table: the cells of many million dossiers, without the
// dossiers.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/state_directory.h"
#include "proto/model/time.h"

#include <cstdint>

namespace congto::bench {

struct Nation {
    std::int64_t dossiers = 0;
    std::uint64_t seed = 1;
    model::Month first{};
    int months = 12;
};

// Makes a state with the shipped unit register, where every unit that is valid in the last month
// has a source, 160 bodies and 1,300 procedures, its share of the dossiers by day in every table of
// cells, verified days, and a reported figure of end_to_end for every month. What the writer of the
// store does with differences is what fills the cells. Dossiers and ledger stay empty: nothing that
// answers questions about rates reads them.
void make_national_store(const store::StateDirectory& state, const Nation& nation);

} // namespace congto::bench
