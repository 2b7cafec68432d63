// Where sources and their agents stand, out of a SQLite store.
#pragma once

#include "collector/store/reader.h"

#include <vector>

struct sqlite3;

namespace congto::store {

std::vector<SourceHolding> read_holdings(sqlite3* connection);
std::vector<AgentStanding> read_agents(sqlite3* connection);
std::vector<RefusedSpool> read_refused_spools(sqlite3* connection);

} // namespace congto::store
