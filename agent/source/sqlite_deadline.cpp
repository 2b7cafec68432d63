#include "agent/source/sqlite_deadline.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace congto::source {
namespace {

// Instructions of SQLite's virtual machine between two looks at the clock: under a millisecond.
constexpr int kStepsBetweenLooks = 20'000;

} // namespace

SqliteDeadline::SqliteDeadline(soci::session& session, std::chrono::milliseconds time)
    : database_(static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_),
      end_(std::chrono::steady_clock::now() + time)
{
    sqlite_api::sqlite3_progress_handler(static_cast<sqlite_api::sqlite3*>(database_),
                                         kStepsBetweenLooks, is_over, this);
}

SqliteDeadline::~SqliteDeadline()
{
    sqlite_api::sqlite3_progress_handler(static_cast<sqlite_api::sqlite3*>(database_), 0, nullptr,
                                         nullptr);
}

int SqliteDeadline::is_over(void* self)
{
    return std::chrono::steady_clock::now() > static_cast<SqliteDeadline*>(self)->end_ ? 1 : 0;
}

} // namespace congto::source
