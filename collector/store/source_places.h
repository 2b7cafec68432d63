// How the sources of units stand to each other, out of a SQLite store.
#pragma once

#include "collector/store/reader.h"

#include <vector>

struct sqlite3;

namespace congto::store {

std::vector<SourcePlace> read_places(sqlite3* connection);

} // namespace congto::store
