#include "tests/bench/raw_sqlite.h"

#include <sqlite3.h>

#include <stdexcept>

namespace congto::bench {
namespace {

void require(bool good, sqlite3* database)
{
    if (!good)
        throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database));
}

} // namespace

RawDatabase::RawDatabase(const std::filesystem::path& file, Access access,
                         std::uint64_t cache_bytes)
{
    const int flags = access == Access::reading ? SQLITE_OPEN_READONLY
                                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    require(sqlite3_open_v2(file.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr) ==
                SQLITE_OK,
            handle_);
    execute("PRAGMA cache_size = -" + std::to_string(cache_bytes / 1024));
    if (access == Access::writing)
        execute("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "PRAGMA wal_autocheckpoint = 100000; PRAGMA mmap_size = 0");
}

RawDatabase::~RawDatabase()
{
    sqlite3_close_v2(handle_);
}

void RawDatabase::execute(const std::string& script)
{
    require(sqlite3_exec(handle_, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, handle_);
}

double RawDatabase::number(const std::string& query)
{
    RawStatement statement(*this, query);
    if (!statement.step())
        throw std::runtime_error("no row: " + query);
    return std::stod(std::string(statement.text(0)));
}

RawStatement::RawStatement(RawDatabase& database, const std::string& sql)
{
    require(sqlite3_prepare_v3(database.handle(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                               &statement_, nullptr) == SQLITE_OK,
            database.handle());
}

RawStatement::~RawStatement()
{
    sqlite3_finalize(statement_);
}

void RawStatement::bind(int at, std::int64_t value)
{
    sqlite3_bind_int64(statement_, at, value);
}

void RawStatement::bind_text(int at, std::string_view text)
{
    sqlite3_bind_text(statement_, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

void RawStatement::bind_blob(int at, const void* bytes, std::size_t size)
{
    sqlite3_bind_blob(statement_, at, bytes, static_cast<int>(size), SQLITE_STATIC);
}

bool RawStatement::step()
{
    const int status = sqlite3_step(statement_);
    require(status == SQLITE_ROW || status == SQLITE_DONE, sqlite3_db_handle(statement_));
    return status == SQLITE_ROW;
}

void RawStatement::run()
{
    while (step()) {
    }
    reset();
}

void RawStatement::reset()
{
    sqlite3_reset(statement_);
}

int RawStatement::columns() const
{
    return sqlite3_column_count(statement_);
}

std::string_view RawStatement::text(int at)
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, at));
    return text == nullptr
               ? std::string_view()
               : std::string_view(text,
                                  static_cast<std::size_t>(sqlite3_column_bytes(statement_, at)));
}

int RawStatement::parameter(const std::string& name) const
{
    return sqlite3_bind_parameter_index(statement_, name.c_str());
}

} // namespace congto::bench
