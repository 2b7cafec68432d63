#include "collector/store/dossier_counts.h"

#include <algorithm>
#include <utility>

namespace congto::store {
namespace {

Counted as_counted(UnitId unit, const DossierRow& row)
{
    return {unit, row.body, row.procedure, row.cls, row.days};
}

bool is_shown(const DossierRow& row)
{
    return row.cls.standing() == Standing::shown;
}

} // namespace

DossierCounts::DossierCounts(sqlite3* connection, SpoolBook& spools)
    : spools_(spools), cells_(connection), day_sums_(connection)
{
}

std::optional<Counted> DossierCounts::counted(UnitId unit, const std::vector<DossierRow>& rows)
{
    if (rows.empty()) {
        return std::nullopt;
    }
    if (rows.size() == 1) {
        return as_counted(unit, rows.front());
    }
    const auto rank = [&](const DossierRow& row) {
        return std::pair(row.cls.standing(), spools_.priority(row.source));
    };
    return as_counted(unit, *std::min_element(rows.begin(), rows.end(),
                                              [&](const DossierRow& left, const DossierRow& right) {
                                                  return rank(left) < rank(right);
                                              }));
}

void DossierCounts::move(const std::optional<Counted>& before, const Counted& after)
{
    if (before == after) {
        return;
    }
    if (before) {
        cells_.take_away(*before);
    }
    cells_.add(after);
}

void DossierCounts::show(UnitId unit, const model::DossierId& id, const DossierRow& row)
{
    if (is_shown(row)) {
        day_sums_.add(unit, row.source, id, row.digest);
        ++shown_[row.source];
    }
}

void DossierCounts::hide(UnitId unit, const model::DossierId& id, const DossierRow& row)
{
    if (is_shown(row)) {
        day_sums_.take_away(unit, row.source, id, row.digest);
        --shown_[row.source];
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
    for (const auto& [source, difference] : shown_) {
        spools_.move_shown(source, difference);
    }
    shown_.clear();
}

void DossierCounts::forget()
{
    cells_.forget();
    day_sums_.forget();
    shown_.clear();
}

} // namespace congto::store
