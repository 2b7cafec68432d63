#include "agent/spool/query.h"

#include "config/runtime/failure.h"

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace congto::spool {
namespace {

[[noreturn]] void refuse(SQLite::Database& database)
{
    const std::string said = database.getFilename() + ": " + sqlite3_errmsg(database.getHandle());
    switch (sqlite3_errcode(database.getHandle())) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw runtime::Damaged(said + "; " + kRemedy);
    case SQLITE_FULL:
        throw runtime::Unavailable(said + "; make room, or raise [spool] size_limit");
    default:
        throw runtime::Unavailable(said);
    }
}

int length_of(std::size_t size)
{
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

} // namespace

// The C interface, not SQLiteCpp's Statement: texts are bound without a copy and columns read
// without one, several times for every row of a source.
Query::Query(SQLite::Database& database, const char* sql) : database_(database)
{
    if (sqlite3_prepare_v3(database.getHandle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_,
                           nullptr) != SQLITE_OK) {
        refuse(database_);
    }
}

Query::~Query()
{
    sqlite3_finalize(statement_);
}

void Query::done()
{
    // What the last step said was thrown then.
    sqlite3_reset(statement_);
}

bool Query::next()
{
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) {
        return true;
    }
    sqlite3_reset(statement_);
    if (result != SQLITE_DONE) {
        refuse(database_);
    }
    return false;
}

std::int64_t Query::run()
{
    while (next()) {
    }
    return sqlite3_changes64(database_.getHandle());
}

std::int64_t Query::integer(int column) const
{
    return sqlite3_column_int64(statement_, column);
}

std::string_view Query::text(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {text == nullptr ? "" : text,
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Bytes Query::blob(int column) const
{
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Query::is_null(int column) const
{
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

bool Query::is_integer(int column) const
{
    return sqlite3_column_type(statement_, column) == SQLITE_INTEGER;
}

bool Query::is_text(int column) const
{
    return sqlite3_column_type(statement_, column) == SQLITE_TEXT;
}

void Query::require_parameters(std::size_t values) const
{
    if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_)) != values) {
        throw runtime::Failure(std::string("a statement is given ") + std::to_string(values) +
                               " values: " + sqlite3_sql(statement_));
    }
}

void Query::copy_exactly(int column, std::span<std::uint8_t> into) const
{
    const Bytes bytes = blob(column);
    if (bytes.size() != into.size()) {
        throw runtime::Damaged(database_.getFilename() + ": a value has " +
                               std::to_string(bytes.size()) + " bytes where " +
                               std::to_string(into.size()) + " are due; " + kRemedy);
    }
    std::copy(bytes.begin(), bytes.end(), into.begin());
}

void Query::bind(int place, std::int64_t value)
{
    sqlite3_bind_int64(statement_, place, value);
}

void Query::bind(int place, std::string_view text)
{
    // A null pointer would bind NULL.
    const char* start = text.data() == nullptr ? "" : text.data();
    sqlite3_bind_text(statement_, place, start, length_of(text.size()), SQLITE_STATIC);
}

void Query::bind(int place, Bytes blob)
{
    sqlite3_bind_blob(statement_, place, blob.data(), length_of(blob.size()), SQLITE_STATIC);
}

void Query::bind(int place, std::nullopt_t)
{
    sqlite3_bind_null(statement_, place);
}

Transaction::Transaction(SQLite::Database& database) : database_(database)
{
    execute(database_, "BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (open_) {
        // A failed statement may have rolled back already: then there is nothing left to do.
        sqlite3_exec(database_.getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit()
{
    execute(database_, "COMMIT");
    open_ = false;
}

void execute(SQLite::Database& database, const std::string& sql)
{
    if (sqlite3_exec(database.getHandle(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        refuse(database);
    }
}

} // namespace congto::spool
