#include "collector/access/access_file.h"

#include "collector/access/embedded.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <system_error>

namespace congto::access {
namespace {

runtime::SqliteForm form()
{
    return {access_sql, 4, 0x43474143, "file of who may do what"}; // "CGAC"
}

std::unique_ptr<SQLite::Database> open(const std::filesystem::path& file, runtime::Access access)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        throw runtime::Unavailable(file.string() +
                                   ": is not there; congto-collector init makes one");
    }
    return runtime::open_in_turns(file, form(), access);
}

} // namespace

void create(const std::filesystem::path& file)
{
    std::error_code error;
    if (std::filesystem::exists(file, error)) {
        throw runtime::BadSettings(file.string() + ": exists already; nothing was changed");
    }
    runtime::open_in_turns(file, form(), runtime::Access::making);
}

std::unique_ptr<SQLite::Database> open_for_reading(const std::filesystem::path& file)
{
    return open(file, runtime::Access::reading);
}

std::unique_ptr<SQLite::Database> open_for_writing(const std::filesystem::path& file)
{
    return open(file, runtime::Access::writing);
}

} // namespace congto::access
