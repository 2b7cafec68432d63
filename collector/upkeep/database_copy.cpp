#include "collector/upkeep/database_copy.h"

#include "collector/store/snapshot.h"
#include "collector/store/statement.h"
#include "collector/upkeep/write_out.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <string>

namespace congto::upkeep {
namespace {

constexpr int kPagesAtOnce = 2000;

void run(SQLite::Backup& backup, const std::string& name, runtime::Progress& progress)
{
    bool more = true;
    bool begun = false;
    while (more) {
        more = backup.executeStep(kPagesAtOnce) != SQLITE_DONE;
        const auto total = static_cast<std::uint64_t>(backup.getTotalPageCount());
        if (!begun) {
            progress.begin("copying the pages of " + name, total);
            begun = true;
        }
        progress.at(total - static_cast<std::uint64_t>(backup.getRemainingPageCount()));
    }
}

// The copy says of itself that it has a write-ahead log, as the original does.
void forgo_log(const std::filesystem::path& file)
{
    SQLite::Database copy(file.string(), SQLite::OPEN_READWRITE);
    copy.exec("PRAGMA synchronous = OFF");
    store::Statement(copy.getHandle(), "PRAGMA journal_mode = OFF").step();
}

} // namespace

void copy_database(SQLite::Database& from, const std::filesystem::path& to,
                   runtime::Progress& progress)
{
    try {
        // A copy of a database that changes between two steps would begin anew.
        const store::Snapshot snapshot(from.getHandle());
        SQLite::Database copy(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        copy.exec("PRAGMA synchronous = OFF");
        store::Statement(copy.getHandle(), "PRAGMA journal_mode = OFF").step();
        SQLite::Backup backup(copy, from);
        run(backup, std::filesystem::path(from.getFilename()).filename().string(), progress);
    } catch (const SQLite::Exception& failure) {
        const std::string said =
            to.string() + ": cannot be copied from " + from.getFilename() + ": " + failure.what();
        if (failure.getErrorCode() == SQLITE_CORRUPT || failure.getErrorCode() == SQLITE_NOTADB) {
            throw runtime::Corrupt(said);
        }
        throw runtime::Unavailable(said);
    }
    forgo_log(to);
    write_out_file(to);
}

} // namespace congto::upkeep
