// A whole database copied while others use it.
#pragma once

#include "config/runtime/progress.h"

#include <filesystem>

namespace SQLite {
class Database;
}

namespace congto::upkeep {

// Copies what `from` has at this moment to a new file, which needs nothing beside it, and is on
// disk when this returns. A writer is not stopped meanwhile; its write-ahead log grows until the
// copy is there. Throws runtime::Unavailable: no room; runtime::Corrupt: `from` cannot be read.
void copy_database(SQLite::Database& from, const std::filesystem::path& to,
                   runtime::Progress& progress);

} // namespace congto::upkeep
