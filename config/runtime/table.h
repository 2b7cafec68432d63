// What a command prints: one set of rows, shown for people or for programs.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace congto::runtime {

enum class Shape : std::uint8_t { table, json, csv };

// Absent is "–" in a table, null in JSON, an empty field in CSV. A number is right-aligned in a
// table and stays a number in JSON. `Decimal` has its digits as they are to be printed.
struct Decimal {
    std::string digits; // "18.54", "-3.2"
    std::string suffix; // "%", " pp": table only
};
using Value = std::variant<std::monostate, std::string, std::int64_t, Decimal>;

struct Column {
    std::string name;  // JSON key and CSV heading: snake_case
    std::string title; // table heading
};

struct Listing {
    std::vector<Column> columns;
    std::vector<std::vector<Value>> rows; // each as long as columns
    std::vector<std::string> notes;       // below a table; JSON key "notes"; not in CSV
    // JSON only: pairs written before "rows", e.g. the period and basis.
    std::vector<std::pair<std::string, Value>> facts;
};

// Width is counted in columns of a terminal, so Vietnamese text stays aligned. CSV is RFC 4180 with
// a heading; JSON is one object {facts…, "rows": [...], "notes": [...]}.
void print(std::ostream& out, const Listing& listing, Shape shape);

} // namespace congto::runtime
