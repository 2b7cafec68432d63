// Which source of a unit counts first: asked, and changed.
#pragma once

#include "collector/store/source_days.h"
#include "collector/store/spool_book.h"

#include <cstdint>
#include <string>
#include <vector>

struct sqlite3;

namespace congto::store {

// Of these names those that sources of the unit have, in their order.
std::vector<std::string> known_sources(sqlite3* connection, UnitId unit,
                                       const std::vector<std::string>& names);

// From now on the unit's sources stand in this order, which names none twice; those it does not
// name stand behind, as they stood. What dossiers come to is moved accordingly. Inside the caller's
// transaction, with nothing waiting to be applied. The number of dossiers that another source
// counts now.
std::int64_t reorder(sqlite3* connection, SpoolBook& spools, SourceDays& days, UnitId unit,
                     const std::vector<std::string>& names);

// What reorder() would return. Only reads.
std::int64_t would_reorder(sqlite3* connection, UnitId unit, const std::vector<std::string>& names);

} // namespace congto::store
