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

inline constexpr std::string_view kFromBackup = "restore it from a backup";

// What a file of ours is: stored in it, so that no other is taken for one.
struct SqliteForm {
    std::string_view schema; // of a new file
    int edition;             // PRAGMA user_version
    std::uint32_t kind;      // PRAGMA application_id
    std::string_view what;   // "spool": as messages name it
    // What a person is to do when it is damaged.
    std::string_view remedy = kFromBackup;
};

// WAL, synchronous=FULL, foreign keys on, busy time-out 5 s. Creates the file if it is missing; an
// empty one gets the schema. The handle is one thread's: SQLite's own locking is off.
// Throws Corrupt: not a database, a file of another kind, or of another edition, which is left as
// it was; the message names both editions and says which program to use. Of these, Damaged: not a
// database, or one SQLite finds corrupt. Throws Unavailable: the file cannot be opened or is
// locked.
std::unique_ptr<SQLite::Database> open_for_writing(const std::filesystem::path& file,
                                                   const SqliteForm& form,
                                                   const SqliteOptions& options = {});
// Throws as open_for_writing, but does not look for what kind of file it is: require_edition.
std::unique_ptr<SQLite::Database> open_for_reading(const std::filesystem::path& file,
                                                   std::string_view remedy = kFromBackup);

enum class Access : std::uint8_t { reading, writing, making };

// A file that any number of processes write, one at a time: a rollback journal and not a WAL, whose
// writer is one; each commit is on disk with its folder. What a crash cut off is undone first, also
// for reading. Waits up to 5 s for others. Throws as open_for_writing; making it gives an empty
// file the form.
std::unique_ptr<SQLite::Database> open_in_turns(const std::filesystem::path& file,
                                                const SqliteForm& form, Access access);

// Throws Corrupt: a file of another kind or edition. An empty one is brought to the form, in one
// transaction.
void require_edition(SQLite::Database& database, const SqliteForm& form);
void require_edition(SQLite::Database& database, std::string_view schema, int edition,
                     std::uint32_t kind, std::string_view what);

} // namespace congto::runtime
