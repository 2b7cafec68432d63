// The register ledger: every act that can change a figure, append-only and chained.
//
//   chain_n = SHA-256( chain_{n-1} ‖ at LF act LF ‖ SHA-256(payload) )
//
// chain_0 is 32 zero bytes; `at` is written in decimal, microseconds since 1970 UTC; an act holds
// no LF. A payload is the file that was imported, byte by byte: whoever has it can hash it.
#pragma once

#include "config/runtime/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace SQLite {
class Database;
}

namespace congto::registers {

// Within the caller's transaction.
void enter(SQLite::Database& registers, runtime::Instant at, std::string_view act,
           std::string_view payload);

// The first entry that does not follow from the one before it; none: the chain holds.
std::optional<std::int64_t> first_broken_entry(SQLite::Database& registers);

} // namespace congto::registers
