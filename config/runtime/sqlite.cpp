#include "config/runtime/sqlite.h"

#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <system_error>

namespace congto::runtime {
namespace {

constexpr int kBusyMilliseconds = 5000;

// Called in a catch block: what SQLite says becomes what a catcher acts on.
[[noreturn]] void rethrow(const std::filesystem::path& file, const SQLite::Exception& failure,
                          std::string_view remedy)
{
    const std::string said = file.string() + ": " + failure.what();
    switch (failure.getErrorCode()) {
    case SQLITE_NOTADB:
        throw Damaged(file.string() +
                      ": is not a database of ours, or was damaged; name another file, or " +
                      std::string(remedy));
    case SQLITE_CORRUPT:
        throw Damaged(said + "; " + std::string(remedy));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Unavailable(said + "; another program holds it");
    case SQLITE_FULL:
        throw Unavailable(said + "; make room on its disk");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        throw Unavailable(said + "; check that its folder exists and is this user's");
    default:
        throw Unavailable(said);
    }
}

std::int64_t number_of(SQLite::Database& database, const std::string& pragma)
{
    return database.execAndGet("PRAGMA " + pragma).getInt64();
}

void prepare_for_writing(SQLite::Database& database, const SqliteOptions& options)
{
    database.exec("PRAGMA page_size = " + std::to_string(options.page_size));
    const std::string mode = database.execAndGet("PRAGMA journal_mode = WAL").getString();
    if (mode != "wal") {
        throw Unavailable(database.getFilename() +
                          ": its file system cannot hold a write-ahead log; use a local disk");
    }
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("PRAGMA mmap_size = 0");
    database.exec("PRAGMA cache_size = -" + std::to_string(options.cache_bytes / 1024));
    database.exec("PRAGMA wal_autocheckpoint = " + std::to_string(options.checkpoint_pages));
}

bool is_empty(SQLite::Database& database)
{
    return database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
}

void create(SQLite::Database& database, const SqliteForm& form)
{
    SQLite::Transaction transaction(database);
    database.exec(std::string(form.schema));
    database.exec("PRAGMA application_id = " +
                  std::to_string(static_cast<std::int32_t>(form.kind)));
    database.exec("PRAGMA user_version = " + std::to_string(form.edition));
    transaction.commit();
}

enum class Found : std::uint8_t { empty, ours };

// Reads, and changes nothing: what is not ours is somebody's.
Found require_form(SQLite::Database& database, const SqliteForm& form)
{
    const std::string named = database.getFilename() + ": ";
    const std::string what(form.what);
    const std::int64_t edition = number_of(database, "user_version");
    const auto kind = static_cast<std::uint32_t>(number_of(database, "application_id"));
    if (edition == 0 && kind == 0 && is_empty(database)) {
        return Found::empty;
    }
    if (kind != form.kind) {
        throw Corrupt(named + "is not a " + what + "; name another file");
    }
    if (edition != form.edition) {
        throw Corrupt(named + "is a " + what + " of edition " + std::to_string(edition) +
                      ", this program knows edition " + std::to_string(form.edition) +
                      (edition > form.edition ? "; use the newer program"
                                              : "; no released program wrote it"));
    }
    return Found::ours;
}

int flags_of(Access access)
{
    switch (access) {
    case Access::reading:
        return SQLite::OPEN_READONLY;
    case Access::writing:
        return SQLite::OPEN_READWRITE;
    case Access::making:
        return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    }
    return SQLite::OPEN_READONLY;
}

} // namespace

void set_up_sqlite()
{
    if (sqlite3_config(SQLITE_CONFIG_MULTITHREAD) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK) {
        throw std::logic_error("SQLite was used before it was set up");
    }
}

std::unique_ptr<SQLite::Database> open_for_writing(const std::filesystem::path& file,
                                                   const SqliteForm& form,
                                                   const SqliteOptions& options)
{
    try {
        auto database = std::make_unique<SQLite::Database>(
            file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX,
            kBusyMilliseconds);
        const Found found = require_form(*database, form);
        prepare_for_writing(*database, options);
        if (found == Found::empty) {
            create(*database, form);
        }
        return database;
    } catch (const SQLite::Exception& failure) {
        rethrow(file, failure, form.remedy);
    }
}

std::unique_ptr<SQLite::Database> open_for_reading(const std::filesystem::path& file,
                                                   std::string_view remedy)
{
    try {
        auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY,
                                                           kBusyMilliseconds);
        database->exec("PRAGMA mmap_size = 0");
        number_of(*database, "user_version"); // reads the header: a file of another form says so
        return database;
    } catch (const SQLite::Exception& failure) {
        rethrow(file, failure, remedy);
    }
}

std::unique_ptr<SQLite::Database> open_in_turns(const std::filesystem::path& file,
                                                const SqliteForm& form, Access access)
{
    std::error_code none;
    if (access == Access::reading && std::filesystem::exists(file.string() + "-journal", none)) {
        open_in_turns(file, form, Access::writing); // only who may write can undo
    }
    try {
        auto database =
            std::make_unique<SQLite::Database>(file.string(), flags_of(access), kBusyMilliseconds);
        database->exec("PRAGMA mmap_size = 0");
        database->exec("PRAGMA foreign_keys = ON");
        if (access != Access::reading) {
            // Also syncs the folder after the journal is removed: else a power loss brings it back,
            // and with it the file as it was before a commit that was done.
            database->exec("PRAGMA synchronous = EXTRA");
        }
        number_of(*database, "user_version"); // undoes what a crash cut off
        if (require_form(*database, form) == Found::empty) {
            create(*database, form);
        }
        if (access != Access::reading) {
            database->exec("PRAGMA journal_mode = DELETE"); // changes the file: now it is ours
        }
        return database;
    } catch (const SQLite::Exception& failure) {
        rethrow(file, failure, form.remedy);
    }
}

void require_edition(SQLite::Database& database, const SqliteForm& form)
{
    try {
        if (require_form(database, form) == Found::empty) {
            create(database, form);
        }
    } catch (const SQLite::Exception& failure) {
        rethrow(database.getFilename(), failure, form.remedy);
    }
}

void require_edition(SQLite::Database& database, std::string_view schema, int edition,
                     std::uint32_t kind, std::string_view what)
{
    require_edition(database, SqliteForm{schema, edition, kind, what});
}

} // namespace congto::runtime
