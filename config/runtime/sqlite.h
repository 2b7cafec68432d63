// A SQLite file of ours: opened the one way that keeps what was committed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace SQLite {
class Database;
}

namespace congto::runtime {

// How a file of ours is opened. One connection does all writing and checkpointing (SQLite before
// 3.51.3 can corrupt a WAL that two connections reset at once); readers are read-only with short
// snapshots; mmap stays off.
struct SqliteOptions {
    std::int64_t cache_bytes = 8 << 20;
    // The WAL is written back when it holds this many pages: large, because rewriting the same
    // pages at every checkpoint is what makes a durable upsert slow.
    int checkpoint_pages = 100'000;
    int page_size = 4096;
};

// To be called once, before anything else of the program uses SQLite: no locks of its own, because
// a handle is one thread's, and no count of the memory it takes, which is a lock at each row.
void set_up_sqlite();

// WAL, synchronous=FULL, foreign keys on, busy time-out 5 s. Creates the file if it is missing. The
// handle is one thread's: SQLite's own locking is off.
// Throws Corrupt: not a database. Throws Unavailable: the file cannot be opened or is locked.
std::unique_ptr<SQLite::Database> open_for_writing(const std::filesystem::path& file,
                                                   const SqliteOptions& options = {});
std::unique_ptr<SQLite::Database> open_for_reading(const std::filesystem::path& file);

// Brings a file to `edition`: an empty one gets `schema` and the number (PRAGMA user_version and
// application_id `kind`), in one transaction. Throws Corrupt: a newer edition, or a file of another
// kind; the message names both editions and says to use the newer program.
void require_edition(SQLite::Database& database, std::string_view schema, int edition,
                     std::uint32_t kind, std::string_view what);

} // namespace congto::runtime
