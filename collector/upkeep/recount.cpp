#include "collector/upkeep/recount.h"

#include "collector/store/dossier_walk.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

namespace congto::upkeep {
namespace {

// So many are noted before the cells are moved once.
constexpr std::uint64_t kAtOnce = 100'000;

// The order in which a unit's sources count now; it is no greeting.
void copy_priorities(sqlite3* from, store::SpoolBook& into, store::UnitId unit)
{
    store::Statement row(from, "SELECT id, priority FROM source WHERE unit = ?1");
    row.bind(1, unit);
    while (row.step()) {
        into.give_priority(row.integer(0), row.integer(1));
    }
}

} // namespace

Recount::Recount(std::unique_ptr<SQLite::Database> into)
    : into_(std::move(into)), connection_(into_->getHandle()), spools_(connection_),
      days_(connection_), counts_(connection_, spools_, days_)
{
}

Recount::~Recount() = default;

void Recount::count(sqlite3* store, store::UnitId unit)
{
    copy_priorities(store, spools_, unit);
    for (store::DossierWalk walk(store, unit); walk.next();) {
        count_dossier(unit, walk.id(), walk.rows());
    }
    write();
}

void Recount::count_dossier(store::UnitId unit, const model::DossierId& id,
                            const std::vector<store::DossierRow>& rows)
{
    for (const store::DossierRow& row : rows) {
        counts_.show(unit, id, row);
    }
    counts_.overlap(unit, id, rows);
    counts_.move(std::nullopt, *counts_.counted(unit, rows));
    if (++waiting_ >= kAtOnce) {
        write();
    }
}

void Recount::write()
{
    store::execute(connection_, "BEGIN");
    counts_.write();
    store::execute(connection_, "COMMIT");
    waiting_ = 0;
}

} // namespace congto::upkeep
