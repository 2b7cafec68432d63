// What an import changes in a register, line by line.
#pragma once

#include "config/runtime/table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

struct Imported {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t removed = 0;
    std::int64_t unchanged = 0;
    std::vector<std::string> notes = {}; // what the person should know

    bool operator==(const Imported&) const = default;
    bool changes_nothing() const { return added + changed + removed == 0; }
};

// A field that differs, as a list shows it; absent is empty.
struct FieldChange {
    std::string column;
    std::string before;
    std::string after;

    bool operator==(const FieldChange&) const = default;
};

enum class LineFate : std::uint8_t { added, changed, removed };

std::string_view name_of(LineFate fate);

struct LineChange {
    LineFate fate = LineFate::added;
    std::string line;                // what tells it apart from others: "2.000815, 2025-07-01"
    std::vector<FieldChange> fields; // of a changed line

    bool operator==(const LineChange&) const = default;
};

struct Changes {
    std::vector<LineChange> lines; // added and changed in the order of the new, then the removed
    std::int64_t unchanged = 0;
    std::vector<std::string> notes = {}; // what the person should know

    Imported count() const;
};

// A row for each line added or removed and for each field that differs.
runtime::Listing changes_listing(const Changes& changes);

} // namespace congto::registers
