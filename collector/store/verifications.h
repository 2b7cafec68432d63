// What reconciliation knows of sources, out of a SQLite store.
#pragma once

#include "collector/store/reader.h"

#include <vector>

struct sqlite3;

namespace congto::store {

std::vector<SourceVerification> read_verifications(sqlite3* connection, const Period& opened);
std::vector<HeldDay> read_held_days(sqlite3* connection);

} // namespace congto::store
