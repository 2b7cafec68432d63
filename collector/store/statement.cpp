#include "collector/store/statement.h"

#include "collector/store/damage.h"
#include "config/runtime/failure.h"

#include <sqlite3.h>

#include <string>

namespace congto::store {
namespace {

[[noreturn]] void fail(sqlite3* connection)
{
    const char* file = sqlite3_db_filename(connection, "main");
    const std::string said =
        std::string(file == nullptr ? "store.db" : file) + ": " + sqlite3_errmsg(connection);
    switch (sqlite3_errcode(connection) & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw runtime::Corrupt(said + "; " + std::string(kMendIt));
    case SQLITE_FULL:
        throw runtime::Unavailable(said + "; make room on its disk");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_NOMEM:
        throw runtime::Unavailable(said);
    default:
        throw runtime::Failure(said);
    }
}

// NULL comes before numbers, these before text, that before blobs.
int rank_of(int type)
{
    switch (type) {
    case SQLITE_NULL:
        return 0;
    case SQLITE_INTEGER:
        return 1;
    case SQLITE_TEXT:
        return 2;
    default:
        return 3;
    }
}

} // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) : connection_(connection)
{
    if (sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK) {
        fail(connection_);
    }
}

Statement::~Statement()
{
    sqlite3_finalize(statement_);
}

void Statement::bind(int parameter, std::int64_t value)
{
    sqlite3_bind_int64(statement_, parameter, value);
}

void Statement::bind_null(int parameter)
{
    sqlite3_bind_null(statement_, parameter);
}

void Statement::bind_blob(int parameter, std::string_view bytes)
{
    // An empty blob has no address of its own: without one SQLite would store NULL.
    const char* data = bytes.empty() ? "" : bytes.data();
    sqlite3_bind_blob(statement_, parameter, data, static_cast<int>(bytes.size()), SQLITE_STATIC);
}

void Statement::bind_blob(int parameter, std::span<const std::uint8_t> bytes)
{
    sqlite3_bind_blob(statement_, parameter, bytes.data(), static_cast<int>(bytes.size()),
                      SQLITE_STATIC);
}

void Statement::bind_text(int parameter, std::string_view text)
{
    const char* data = text.empty() ? "" : text.data();
    sqlite3_bind_text(statement_, parameter, data, static_cast<int>(text.size()), SQLITE_STATIC);
}

void Statement::bind_value(int parameter, const Statement& row, int column)
{
    sqlite3_bind_value(statement_, parameter, sqlite3_column_value(row.statement_, column));
}

bool Statement::step()
{
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) {
        return true;
    }
    if (result != SQLITE_DONE) {
        sqlite3_reset(statement_);
        fail(connection_);
    }
    sqlite3_reset(statement_);
    return false;
}

void Statement::reset()
{
    sqlite3_reset(statement_);
}

std::int64_t Statement::run()
{
    step();
    return sqlite3_changes64(connection_);
}

std::int64_t Statement::run_to_conflict()
{
    const int result = sqlite3_step(statement_);
    const bool ended = result == SQLITE_DONE || result == SQLITE_CONSTRAINT;
    sqlite3_reset(statement_);
    if (!ended) {
        fail(connection_);
    }
    return sqlite3_changes64(connection_);
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::blob(int column) const
{
    const void* data = sqlite3_column_blob(statement_, column);
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

bool Statement::is_bytes(int column) const
{
    return sqlite3_column_type(statement_, column) == SQLITE_BLOB;
}

std::strong_ordering Statement::compared(const Statement& other, int column) const
{
    const int type = sqlite3_column_type(statement_, column);
    const int other_type = sqlite3_column_type(other.statement_, column);
    if (type != other_type) {
        return rank_of(type) <=> rank_of(other_type);
    }
    switch (type) {
    case SQLITE_NULL:
        return std::strong_ordering::equal;
    case SQLITE_INTEGER:
        return integer(column) <=> other.integer(column);
    default:
        return blob(column) <=> other.blob(column);
    }
}

void execute(sqlite3* connection, const char* sql)
{
    if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(connection);
    }
}

} // namespace congto::store
