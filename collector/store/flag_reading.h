// Reads table flag_cell.
#pragma once

#include "collector/store/cells.h"

#include <vector>

struct sqlite3;

namespace congto::store {

// Calls `visit` for each cell of these units that is in the scope. A code that nobody uses matches
// nothing.
void read_flags(sqlite3* connection, const std::vector<UnitId>& units, const Scope& scope,
                const MonthSpan& months, const FlagVisitor& visit);

} // namespace congto::store
