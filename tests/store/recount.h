// Counts the dossiers of a store again, by SQL and arithmetic of its own, and compares.
#pragma once

#include "collector/store/state_directory.h"

namespace congto::test {

// Fails the running test where cells, day sums, overlaps or the sources' numbers are not what the
// dossier rows come to.
void check_counts_equal_a_recount(const store::StateDirectory& state);

} // namespace congto::test
