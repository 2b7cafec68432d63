// Reads ranges of the cell tables, one row after the other.
#pragma once

#include "collector/store/cell_row.h"
#include "collector/store/cell_tables.h"
#include "collector/store/cells.h"

#include <cstdint>
#include <functional>
#include <vector>

struct sqlite3;

namespace congto::store {

// A cell as the table knows it: what it does not group by is 0.
struct Cell {
    UnitId unit = 0;
    std::uint32_t body = 0;
    std::uint32_t procedure = 0;
    CellCount of;
};

using CellVisitor = std::function<void(const Cell&)>;

// Days or months, both ends included; kNoDay to kNoDay: the undated.
struct Span {
    std::int32_t from = 0;
    std::int32_t to = 0;
};

struct CellRange {
    UnitId unit = 0;
    Basis basis = Basis::received;
    Span span;
};

class CellScan {
public:
    explicit CellScan(sqlite3* connection) : connection_(connection) {}

    void unit_months(const CellRange& months, const CellVisitor& visit) const;
    void body_procedure_months(const CellRange& months, const CellVisitor& visit) const;
    void body_days(const CellRange& days, const CellVisitor& visit) const;
    void procedure_days(const CellRange& days, const CellVisitor& visit) const;
    void open_due(UnitId unit, model::Day received_to, model::Day due_from,
                  const CellVisitor& visit) const;
    std::optional<model::Day> first_day(UnitId unit, Basis basis) const;
    // Units with a source.
    std::vector<UnitId> units() const;

private:
    sqlite3* connection_;
};

} // namespace congto::store
