// A store file that is filled at once, by one program that nobody else knows of.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct sqlite3;

namespace SQLite {
class Database;
}

namespace congto::upkeep {

// With the schema and nothing in it. No journal and nothing is synced: whatever interrupts, the
// file is worth nothing. Throws as runtime::open_for_writing.
std::unique_ptr<SQLite::Database> make_bulk_store(const std::filesystem::path& file);

// The same, under no name: gone when it is closed, however the program ends. It takes room in the
// folder meanwhile.
std::unique_ptr<SQLite::Database> make_scratch_store(const std::filesystem::path& folder);

// What a store knows from greetings, and not from its ledger: its incarnation, units' keys, spools
// and sources in the order of their enrolment. Copies the rows that `into` has not; what the ledger
// moves in them begins at nothing.
void copy_greetings(sqlite3* from, sqlite3* into);

// After a replay: whatever it touched of what agents said when they greeted, or when they were last
// heard, is as it was.
void copy_greetings_again(sqlite3* from, sqlite3* into);

// The tables that copy_greetings copies.
std::vector<std::string> greeting_tables();

} // namespace congto::upkeep
