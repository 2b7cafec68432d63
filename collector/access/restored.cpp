#include "collector/access/restored.h"

#include "collector/access/audit.h"
#include "collector/access/columns.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::access {
namespace {

// How many rows it changed.
std::string counted(SQLite::Database& access, const char* sql, runtime::Instant now)
{
    SQLite::Statement change(access, sql);
    change.bind(1, number_of(now));
    return std::to_string(change.exec());
}

} // namespace

void note_restored(SQLite::Database& access, const std::string& actor, runtime::Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    const std::string tokens = counted(
        access, "UPDATE token SET cancelled = ? WHERE used_at IS NULL AND cancelled IS NULL", now);
    const std::string api_tokens =
        counted(access, "UPDATE api_token SET revoked = ? WHERE revoked IS NULL", now);
    access.exec("DELETE FROM session");
    enter(access, {now, actor, "restore", "access.db",
                   "entries after this one's predecessor may be missing; " + tokens +
                       " tokens cancelled, " + api_tokens +
                       " API tokens revoked; accounts are as "
                       "they were in the backup"});
    transaction.commit();
}

} // namespace congto::access
