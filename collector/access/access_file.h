// access.db: invitations, certificates and the audit trail.
//
// Written by commands and by the running collector, one at a time; read by everybody. A handle is
// one thread's. None of it changes a figure, so that it is apart from the registers.
#pragma once

#include <filesystem>
#include <memory>

namespace SQLite {
class Database;
}

namespace congto::access {

// Throws runtime::BadSettings: the file exists.
void create(const std::filesystem::path& file);

// Throw runtime::Unavailable: there is no such file, or it cannot be opened or is held for too
// long; runtime::Corrupt: it is another one, or damaged.
std::unique_ptr<SQLite::Database> open_for_reading(const std::filesystem::path& file);
std::unique_ptr<SQLite::Database> open_for_writing(const std::filesystem::path& file);

} // namespace congto::access
