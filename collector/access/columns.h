// Instants and bytes in columns. Of this room alone.
#pragma once

#include "config/runtime/clock.h"

#include <cstdint>
#include <optional>
#include <string>

namespace SQLite {
class Column;
class Statement;
} // namespace SQLite

namespace congto::access {

std::int64_t number_of(runtime::Instant instant);
runtime::Instant instant_in(const SQLite::Column& column);
std::optional<runtime::Instant> instant_if_any(const SQLite::Column& column);
std::string bytes_in(const SQLite::Column& column);
void bind_bytes(SQLite::Statement& statement, int place, const std::string& bytes);
// SHA-256 of a secret, which itself is kept nowhere.
void bind_hash(SQLite::Statement& statement, int place, const std::string& secret);

} // namespace congto::access
