#include "collector/store/cell_scan.h"

#include "collector/store/ready_batch.h"
#include "collector/store/statement.h"

#include <algorithm>

namespace congto::store {
namespace {

void bind_range(Statement& rows, const CellRange& range)
{
    rows.bind(1, range.unit);
    rows.bind(2, static_cast<std::int64_t>(range.basis));
    rows.bind(3, range.span.from);
    rows.bind(4, range.span.to);
}

CellCount count_of(const CellEntry& entry)
{
    return {CellClass{entry.cls}, entry.count};
}

} // namespace

void CellScan::unit_months(const CellRange& months, const CellVisitor& visit) const
{
    Statement rows(connection_, "SELECT counts FROM unit_month WHERE unit = ?1 AND basis = ?2 AND "
                                "month BETWEEN ?3 AND ?4");
    bind_range(rows, months);
    while (rows.step()) {
        for_each_cell(rows.blob(0), [&](const CellEntry& entry) {
            visit({months.unit, 0, 0, count_of(entry)});
        });
    }
}

void CellScan::body_procedure_months(const CellRange& months, const CellVisitor& visit) const
{
    Statement rows(connection_, "SELECT body, counts FROM body_procedure_month WHERE unit = ?1 AND "
                                "basis = ?2 AND month BETWEEN ?3 AND ?4");
    bind_range(rows, months);
    while (rows.step()) {
        const auto body = static_cast<std::uint32_t>(rows.integer(0));
        for_each_cell(rows.blob(1), [&](const CellEntry& entry) {
            visit({months.unit, body, static_cast<std::uint32_t>(entry.minor), count_of(entry)});
        });
    }
}

void CellScan::body_days(const CellRange& days, const CellVisitor& visit) const
{
    Statement rows(connection_, "SELECT counts FROM body_day WHERE unit = ?1 AND basis = ?2 AND "
                                "day BETWEEN ?3 AND ?4");
    bind_range(rows, days);
    while (rows.step()) {
        for_each_cell(rows.blob(0), [&](const CellEntry& entry) {
            visit({days.unit, static_cast<std::uint32_t>(entry.minor), 0, count_of(entry)});
        });
    }
}

void CellScan::procedure_days(const CellRange& days, const CellVisitor& visit) const
{
    Statement rows(connection_, "SELECT counts FROM procedure_day WHERE unit = ?1 AND basis = ?2 "
                                "AND day BETWEEN ?3 AND ?4");
    bind_range(rows, days);
    while (rows.step()) {
        for_each_cell(rows.blob(0), [&](const CellEntry& entry) {
            visit({days.unit, 0, static_cast<std::uint32_t>(entry.minor), count_of(entry)});
        });
    }
}

void CellScan::open_due(UnitId unit, model::Day received_to, model::Day due_from,
                        const CellVisitor& visit) const
{
    Statement rows(connection_, "SELECT counts FROM open_due WHERE unit = ?1 AND due_day >= ?2 AND "
                                "received_day <= ?3");
    rows.bind(1, unit);
    rows.bind(2, due_from.number);
    rows.bind(3, received_to.number);
    while (rows.step()) {
        for_each_cell(rows.blob(0), [&](const CellEntry& entry) {
            visit({unit, static_cast<std::uint32_t>(entry.minor >> 32U),
                   static_cast<std::uint32_t>(entry.minor), count_of(entry)});
        });
    }
}

std::optional<model::Day> CellScan::first_day(UnitId unit, Basis basis) const
{
    Statement rows(connection_, "SELECT day FROM body_day WHERE unit = ?1 AND basis = ?2 AND "
                                "day > ?3 ORDER BY day LIMIT 1");
    rows.bind(1, unit);
    rows.bind(2, static_cast<std::int64_t>(basis));
    rows.bind(3, kNoDay);
    if (!rows.step()) {
        return std::nullopt;
    }
    return model::Day{static_cast<std::int32_t>(rows.integer(0))};
}

std::vector<UnitId> CellScan::units() const
{
    Statement rows(connection_, "SELECT DISTINCT unit FROM source ORDER BY unit");
    std::vector<UnitId> units;
    while (rows.step()) {
        units.push_back(rows.integer(0));
    }
    return units;
}

} // namespace congto::store
