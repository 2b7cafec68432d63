#include "collector/access/columns.h"

#include "proto/model/sha256.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

namespace congto::access {

std::int64_t number_of(runtime::Instant instant)
{
    return instant.time_since_epoch().count();
}

runtime::Instant instant_in(const SQLite::Column& column)
{
    return runtime::Instant(std::chrono::microseconds(column.getInt64()));
}

std::optional<runtime::Instant> instant_if_any(const SQLite::Column& column)
{
    return column.isNull() ? std::nullopt : std::optional(instant_in(column));
}

std::string bytes_in(const SQLite::Column& column)
{
    return {static_cast<const char*>(column.getBlob()),
            static_cast<std::size_t>(column.getBytes())};
}

void bind_bytes(SQLite::Statement& statement, int place, const std::string& bytes)
{
    statement.bind(place, bytes.data(), static_cast<int>(bytes.size()));
}

void bind_hash(SQLite::Statement& statement, int place, const std::string& secret)
{
    const auto hash = model::sha256(secret);
    statement.bind(place, hash.data(), static_cast<int>(hash.size()));
}

} // namespace congto::access
