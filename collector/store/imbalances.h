// The equations every committed state of a store keeps, as far as they are quick to look at.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

struct sqlite3;

namespace congto::store {

struct Imbalance {
    std::int64_t number = 0; // of the spool, or of the source
    std::string text;        // one line
};

// What does not hold of the spools or sources numbered after `after`, up to `through`.
struct Imbalances {
    static constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

    std::int64_t after = 0;
    std::int64_t through = kLast;
    std::vector<Imbalance> found;
};

// Receipted = applied + unchanged + rejected, and the ledger ends there: of every spool.
Imbalances read_spool_imbalances(sqlite3* connection);

// A source's dossiers are what its days come to. All days of a source are added up, so at most so
// many sources are looked at at once; `verify` looks at everything.
Imbalances read_source_imbalances(sqlite3* connection, std::int64_t after, std::int64_t most);

} // namespace congto::store
