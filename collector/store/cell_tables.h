// The six tables of cells, as the writer and the readers name them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace congto::store {

enum class CellTable : std::uint8_t {
    unit_month,
    body_procedure_month,
    body_day,
    procedure_day,
    open_due,
    flag_cell,
};
inline constexpr std::size_t kCellTables = 6;

// How many codes share a row of a day: as many as fill about half a kilobyte on a day of a mid-size
// province. A row above 1,000 bytes overflows its page; many small rows cost a descent each.
inline constexpr std::uint32_t kBodiesOfGroup = 16;
inline constexpr std::uint32_t kProceduresOfGroup = 32;

struct CellTableShape {
    std::string_view name;
    std::array<std::string_view, 4> keys; // of the primary key, in its order; the last may be empty

    std::size_t width() const { return keys[3].empty() ? 3 : 4; }
};

// In the order of CellTable.
inline constexpr std::array<CellTableShape, kCellTables> kCellTableShapes{{
    {"unit_month", {"basis", "month", "unit", ""}},
    {"body_procedure_month", {"unit", "basis", "month", "body"}},
    {"body_day", {"unit", "basis", "day", "body_group"}},
    {"procedure_day", {"unit", "basis", "day", "procedure_group"}},
    {"open_due", {"unit", "due_day", "received_day", ""}},
    {"flag_cell", {"unit", "month", "body", ""}},
}};

} // namespace congto::store
