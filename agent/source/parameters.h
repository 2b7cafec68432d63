// The parameters of a query: each occurrence made its own.
#pragma once

#include "agent/source/source.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace congto::source {

enum class Parameter : std::uint8_t { after_cursor, after_key, limit, day_from, day_to, key };

inline constexpr std::array kParameters{Parameter::after_cursor, Parameter::after_key,
                                        Parameter::limit,        Parameter::day_from,
                                        Parameter::day_to,       Parameter::key};

// What a query is asked with; it takes of these what it has parameters for.
struct Values {
    Position after{};
    std::size_t limit = 0;
    std::string day_from{}; // "2026-02-03"
    std::string day_to{};   // the day after, not included
    std::string key{};
};

std::string_view name_of(Parameter parameter);

// For a day query. Throws std::invalid_argument: no such day.
Values day_values(const std::string& day, const std::string& after_key, std::size_t limit);

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
std::string text_of(Parameter parameter, const Values& values);

} // namespace congto::source
