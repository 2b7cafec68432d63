// Proves that a store agrees with itself: its ledger, what it made of it, and what that comes to.
#pragma once

#include "collector/store/state_directory.h"
#include "collector/upkeep/findings.h"
#include "collector/upkeep/unverified_days.h"
#include "config/runtime/progress.h"

#include <cstdint>

namespace congto::upkeep {

struct Verified {
    std::int64_t entries = 0;   // of the ledger
    std::uint64_t numbers = 0;  // observations, withdrawals and so on in them
    std::uint64_t dossiers = 0; // rows: one for each source that shows or showed one
    std::uint64_t others = 0;   // rows of cells, day sums, codes and so on
    Findings findings;          // what does not agree
    DayStandings days;          // what the agents' readings of days say; of a whole proof
};

// What is compared with what.
enum class Proof : std::uint8_t {
    whole,  // the pages and the registers are sound, the ledger is, dossiers follow from it, and
            // counts from them
    replay, // everything that follows from the ledger, counts too, is as a replay makes it
};

// Only reads, while a collector may be writing. What is built to compare with lies under no name in
// the state directory, and is gone at the end. A damaged file is a finding. Throws
// runtime::Unavailable: there is no store, or no room.
Verified verify(const store::StateDirectory& state, Proof proof, runtime::Progress& progress);

} // namespace congto::upkeep
