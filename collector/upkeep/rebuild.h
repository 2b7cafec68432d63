// Makes a store anew from its ledger.
#pragma once

#include "collector/store/state_directory.h"
#include "collector/upkeep/by_whom.h"
#include "config/runtime/progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace congto::upkeep {

struct Rebuilt {
    std::int64_t entries = 0;   // of the ledger
    std::uint64_t numbers = 0;  // observations, withdrawals and so on in them
    double seconds = 0;         // until it was on disk
    std::filesystem::path kept; // the store as it was before
    // Fingerprints that the ledger lacks though they were not erased: all else follows without
    // them.
    std::vector<std::string> lacking{};
};

// The new store has the incarnation of the old, since every receipt that was given still holds:
// agents do not notice. It takes the place of the old in one step; until then the old one is as it
// was, whatever interrupts.
//
// Throws runtime::Unavailable: a collector runs, somebody reads the store, or there is no room.
// Throws runtime::Corrupt: the ledger is damaged, or ends before the last receipts; what is damaged
// is in what(). Nothing is changed then. The trail has it before the new store takes its place.
Rebuilt rebuild(const store::StateDirectory& state, const ByWhom& by, runtime::Progress& progress);

// What rebuilds kept in the directory, and nobody has removed yet; oldest first. They hold all that
// was in the store then.
std::vector<std::filesystem::path> kept_by_rebuilds(const store::StateDirectory& state);

} // namespace congto::upkeep
