// The parameters of a query: each occurrence made its own.
#pragma once

#include "agent/source/source.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace congto::source {

enum class Parameter : std::uint8_t { after_cursor, after_key, limit };

std::string_view name_of(Parameter parameter);

// How an engine's driver wants them written: ":p1" or "?".
enum class Marks : std::uint8_t { numbered_names, question_marks };

// A query as the driver takes it. Drivers bind a name that occurs twice only once (SOCI's ODBC), so
// every occurrence has a mark of its own, bound by its place.
struct Statement {
    std::string sql;
    std::vector<Parameter> parameters; // in order of occurrence
    std::vector<std::string> unknown;  // other names met, without ':'
    bool has(Parameter parameter) const;
};

// Leaves quoted text and casts ("::text") alone; replaces comments, whose quotes and colons confuse
// drivers, by a blank (optimizer hints /*+ … */ stay).
Statement with_own_marks(std::string_view sql, Marks marks);

// A parameter's value as text.
std::string text_of(Parameter parameter, const Position& after, std::size_t limit);

} // namespace congto::source
