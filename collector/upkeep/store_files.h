// Opens the files of a state for reading, whoever writes them.
#pragma once

#include "collector/store/cells.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

struct sqlite3;

namespace SQLite {
class Database;
}

namespace congto::upkeep {

// Throws Unavailable: there is none. Throws Corrupt: not a store, of another edition, or damaged.
std::unique_ptr<SQLite::Database> open_store_for_reading(const std::filesystem::path& file);

// Every unit that a row of the store speaks of.
std::vector<store::UnitId> units_in(sqlite3* store);

// How many observations, withdrawals and claims agents have receipts for.
std::uint64_t numbers_durable(sqlite3* store);

} // namespace congto::upkeep
