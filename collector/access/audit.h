// The audit trail: every administrative act, append-only and chained.
//
//   chain_n = SHA-256( chain_{n-1} ‖ at LF actor LF act LF object LF detail LF )
//
// chain_0 is 32 zero bytes; `at` is written in decimal, microseconds since 1970 UTC; control
// characters of the texts are escaped, so that each is one line.
#pragma once

#include "config/runtime/clock.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace SQLite {
class Database;
}

namespace congto::access {

struct Act {
    runtime::Instant at;
    std::string actor;  // "operator root", "agent H44/main", "10.1.2.3:4711"
    std::string act;    // "token create"
    std::string object; // what it was done to: "H44/main"
    std::string detail;

    bool operator==(const Act&) const = default;
};

// Within the caller's transaction. Texts are cut at 500 characters.
void enter(SQLite::Database& access, const Act& act);

// The latest ones, the newest first.
using ActVisitor = std::function<void(std::int64_t entry, const Act& act)>;
void latest_acts(SQLite::Database& access, std::int64_t most, const ActVisitor& visit);

// Where it ends: what is kept elsewhere, so that a tail that is cut off is seen.
struct TrailEnd {
    std::int64_t entries = 0;
    std::string chain; // of the last, 64 hexadecimal digits; zeros: there is none

    bool operator==(const TrailEnd&) const = default;
};
TrailEnd end_of_trail(SQLite::Database& access);
// None: there is no such entry. Of entry 0 zeros.
std::optional<std::string> chain_of(SQLite::Database& access, std::int64_t entry);

// The first entry that does not follow from the one before it; none: the chain holds.
std::optional<std::int64_t> first_broken_act(SQLite::Database& access);

} // namespace congto::access
