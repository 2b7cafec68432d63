// The equations every committed state of a store keeps, as far as they are quick to look at.
#pragma once

#include <string>
#include <vector>

struct sqlite3;

namespace congto::store {

// Of each spool: receipted = applied + unchanged + rejected, and the ledger ends there. Of each
// source: its dossiers are what its days come to. A line for each that does not hold; `verify`
// looks at everything.
std::vector<std::string> read_imbalances(sqlite3* connection);

} // namespace congto::store
