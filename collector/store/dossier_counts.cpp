#include "collector/store/dossier_counts.h"

#include <algorithm>
#include <utility>

namespace congto::store {
namespace {

Counted as_counted(UnitId unit, const DossierRow& row)
{
    return {unit, row.body, row.procedure, row.cls, row.evidence, row.days};
}

template <typename PriorityOf>
const DossierRow& first_by(const std::vector<DossierRow>& rows, const PriorityOf& priority_of)
{
    const auto rank = [&](const DossierRow& row) {
        return std::pair(row.cls.standing(), priority_of(row.source));
    };
    return *std::min_element(
        rows.begin(), rows.end(),
        [&](const DossierRow& left, const DossierRow& right) { return rank(left) < rank(right); });
}

} // namespace

const DossierRow& first_of(const std::vector<DossierRow>& rows, const Priorities& priorities)
{
    return first_by(rows, [&](std::int64_t source) { return priorities.at(source); });
}

DossierCounts::DossierCounts(sqlite3* connection, SpoolBook& spools, SourceDays& days)
    : spools_(spools), days_(days), cells_(connection), day_sums_(connection), overlaps_(connection)
{
}

std::optional<Counted> DossierCounts::counted(UnitId unit, const std::vector<DossierRow>& rows)
{
    if (rows.empty()) {
        return std::nullopt;
    }
    return as_counted(unit, first_of(rows));
}

const DossierRow& DossierCounts::first_of(const std::vector<DossierRow>& rows)
{
    if (rows.size() == 1) {
        return rows.front();
    }
    return first_by(rows, [&](std::int64_t source) { return spools_.priority(source); });
}

void DossierCounts::move(const std::optional<Counted>& before, const Counted& after)
{
    if (before == after) {
        return;
    }
    if (before) {
        cells_.replace(*before, after);
    } else {
        cells_.add(after);
    }
}

void DossierCounts::show(UnitId unit, const model::DossierId& id, const DossierRow& row)
{
    move_standing(unit, id, row, 1);
}

void DossierCounts::hide(UnitId unit, const model::DossierId& id, const DossierRow& row)
{
    move_standing(unit, id, row, -1);
}

void DossierCounts::overlap(UnitId unit, const model::DossierId& id,
                            const std::vector<DossierRow>& rows)
{
    if (rows.size() > 1) {
        move_overlap(unit, id, rows, first_of(rows).source, 1);
    }
}

void DossierCounts::part(UnitId unit, const model::DossierId& id,
                         const std::vector<DossierRow>& rows)
{
    if (rows.size() > 1) {
        move_overlap(unit, id, rows, first_of(rows).source, -1);
    }
}

bool DossierCounts::reorder(UnitId unit, const model::DossierId& id,
                            const std::vector<DossierRow>& rows, const Priorities& after)
{
    const DossierRow& was = first_of(rows);
    const DossierRow& is = store::first_of(rows, after);
    if (was.source == is.source) {
        return false;
    }
    move_overlap(unit, id, rows, was.source, -1);
    move_overlap(unit, id, rows, is.source, 1);
    move(as_counted(unit, was), as_counted(unit, is));
    return true;
}

void DossierCounts::move_overlap(UnitId unit, const model::DossierId& id,
                                 const std::vector<DossierRow>& rows, std::int64_t counting, int by)
{
    for (const DossierRow& row : rows) {
        if (row.source != counting) {
            overlaps_.move({unit, row.source}, id.opened(), counting, row.cls.standing(), by);
        }
    }
}

void DossierCounts::move_standing(UnitId unit, const model::DossierId& id, const DossierRow& row,
                                  int by)
{
    switch (row.cls.standing()) {
    case Standing::shown:
        if (by > 0) {
            day_sums_.add(unit, row.source, id, row.digest);
        } else {
            day_sums_.take_away(unit, row.source, id, row.digest);
        }
        shown_[row.source] += by;
        break;
    case Standing::held:
        held_[{{unit, row.source}, id.opened()}] += by;
        break;
    case Standing::withdrawn:
        break;
    }
}

void DossierCounts::add_new(UnitId unit, const model::DossierId& id, const DossierRow& row)
{
    show(unit, id, row);
    cells_.add(as_counted(unit, row));
}

void DossierCounts::write()
{
    cells_.write();
    day_sums_.write();
    overlaps_.write();
    for (const auto& [source, difference] : shown_) {
        spools_.move_shown(source, difference);
    }
    shown_.clear();
    for (const auto& [of, difference] : held_) {
        days_.move_held(of.first, of.second, difference);
    }
    held_.clear();
}

void DossierCounts::forget()
{
    cells_.forget();
    day_sums_.forget();
    overlaps_.forget();
    shown_.clear();
    held_.clear();
}

} // namespace congto::store
