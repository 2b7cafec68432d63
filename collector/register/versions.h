// What the register ledger tells of the past: its entries, their files, and the registers as they
// were after each.
//
// No old version of a register is kept beside the ledger: the files imported until then are
// imported again, into registers in memory, as they were at first.
#pragma once

#include "collector/register/change.h"
#include "config/runtime/clock.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::registers {

struct LedgerEntry {
    std::int64_t number = 0;
    runtime::Instant at;
    std::string act;
    std::int64_t bytes = 0;           // of what is kept of it
    std::optional<Imported> imported; // none: the act is no import, or its file is `refused`
    std::string refused;              // why its file cannot be imported again; empty: it can
    std::string chain;                // 64 hexadecimal digits
};

// In order. Behind one that is refused what others changed is counted without it.
std::vector<LedgerEntry> ledger_entries(SQLite::Database& registers);

// The file that was imported, byte by byte, or the parameters of another act. Throws
// runtime::BadSettings: there is no such entry.
std::string payload_of(SQLite::Database& registers, std::int64_t entry);

// What the entry changed in its register; with `until`, what all entries after it changed there, up
// to and including that one. Throws runtime::BadSettings: an entry does not exist, or is no import,
// or they are of two registers or in the wrong order; runtime::Corrupt: a file of the ledger until
// then cannot be imported again.
Changes changes_since(SQLite::Database& registers, std::int64_t entry,
                      std::optional<std::int64_t> until);

} // namespace congto::registers
