// Backups of a state, and a state from a backup.
#pragma once

#include "collector/store/state_directory.h"
#include "collector/upkeep/by_whom.h"
#include "collector/upkeep/findings.h"
#include "config/runtime/progress.h"

#include <cstdint>
#include <filesystem>

namespace congto::upkeep {

struct BackedUp {
    std::uint64_t bytes = 0;
    std::uint64_t numbers = 0; // observations, withdrawals and so on in its ledger
};

// Makes the folder `to` with store.db, register.db and access.db, but no key of the authority:
// whole, read again and on disk, or not at all. A collector may run. Throws runtime::BadSettings:
// `to` is there already; runtime::Unavailable: no store, or no room; runtime::Corrupt: what was
// copied is damaged. The trail has it before it is copied, so that the copy has it too.
BackedUp back_up(const store::StateDirectory& state, const std::filesystem::path& to,
                 const ByWhom& by, runtime::Progress& progress);

// Makes a state from a backup, or from a copy of a state whose collector was stopped. It is a new
// incarnation: agents learn from it that receipts they hold may not be known any more, and send
// again what it lacks. Throws runtime::BadSettings: a state is there already, or the backup lacks a
// file; else as back_up.
BackedUp restore(const std::filesystem::path& backup, const store::StateDirectory& state,
                 const ByWhom& by, runtime::Progress& progress);

} // namespace congto::upkeep
