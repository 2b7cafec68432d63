// The five tables of cells, as the writer and the readers name them.
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
};
inline constexpr std::size_t kCellTables = 5;

struct CellTableShape {
    std::string_view name;
    std::array<std::string_view, 4> keys; // of the primary key, in its order; the last may be empty

    std::size_t width() const { return keys[3].empty() ? 3 : 4; }
};

// In the order of CellTable.
inline constexpr std::array<CellTableShape, kCellTables> kCellTableShapes{{
    {"unit_month", {"basis", "month", "unit", ""}},
    {"body_procedure_month", {"unit", "basis", "month", "body"}},
    {"body_day", {"unit", "basis", "day", "body"}},
    {"procedure_day", {"unit", "basis", "day", "procedure"}},
    {"open_due", {"unit", "due_day", "received_day", ""}},
}};

} // namespace congto::store
