// Opens and makes register files.
#include "collector/register/registers.h"

#include "collector/register/embedded.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <system_error>

namespace congto::registers {
namespace {

constexpr int kEdition = 5;
constexpr std::uint32_t kKind = 0x43475247; // "CGRG"
constexpr int kBusyMilliseconds = 5000;

std::unique_ptr<SQLite::Database> open(const std::filesystem::path& file, int flags)
{
    try {
        auto database = std::make_unique<SQLite::Database>(file.string(), flags, kBusyMilliseconds);
        database->exec("PRAGMA mmap_size = 0");
        database->exec("PRAGMA foreign_keys = ON");
        if (flags != SQLite::OPEN_READONLY) {
            // Also syncs the folder after the journal is removed: else a power loss brings it back,
            // and with it the register as it was before an import that was done.
            database->exec("PRAGMA synchronous = EXTRA");
        }
        database->execAndGet("SELECT count(*) FROM sqlite_schema"); // undoes what a crash cut off
        runtime::require_edition(*database, register_sql, kEdition, kKind, "register");
        if (flags != SQLite::OPEN_READONLY) {
            database->exec("PRAGMA journal_mode = DELETE"); // changes the file: now it is ours
        }
        return database;
    } catch (const SQLite::Exception& said) {
        if (said.getErrorCode() == SQLITE_NOTADB) {
            throw runtime::Corrupt(file.string() + ": is not a register, or was damaged");
        }
        throw runtime::Unavailable(file.string() + ": " + said.what());
    }
}

void require_file(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        throw runtime::Unavailable(file.string() +
                                   ": there is no register; congto-collector init makes one");
    }
}

// A journal left by an import that was cut off. Only a connection that may write can undo it.
bool needs_undoing(const std::filesystem::path& file)
{
    std::error_code error;
    return std::filesystem::exists(file.string() + "-journal", error);
}

} // namespace

void create(const std::filesystem::path& register_file, runtime::Instant now)
{
    std::error_code error;
    if (std::filesystem::exists(register_file, error)) {
        throw runtime::BadSettings(register_file.string() +
                                   ": exists already; congto-collector units import changes it");
    }
    const auto made = open(register_file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    import_units(*made, {shipped_units(), "units.tsv"}, now);
}

std::unique_ptr<SQLite::Database> open_for_import(const std::filesystem::path& register_file)
{
    require_file(register_file);
    return open(register_file, SQLite::OPEN_READWRITE);
}

std::unique_ptr<SQLite::Database> open_for_reading(const std::filesystem::path& register_file)
{
    require_file(register_file);
    if (needs_undoing(register_file)) {
        open(register_file, SQLite::OPEN_READWRITE);
    }
    return open(register_file, SQLite::OPEN_READONLY);
}

std::string_view shipped_units()
{
    return units_tsv;
}

} // namespace congto::registers
