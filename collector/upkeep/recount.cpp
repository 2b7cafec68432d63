#include "collector/upkeep/recount.h"

#include "collector/store/dossier_rows.h"
#include "config/runtime/failure.h"
#include "proto/wire/bytes.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

namespace congto::upkeep {
namespace {

// So many are noted before the cells are moved once.
constexpr std::uint64_t kAtOnce = 100'000;

std::int32_t day_in(const store::Statement& row, int column)
{
    return row.is_null(column) ? store::kNoDay : static_cast<std::int32_t>(row.integer(column));
}

store::DossierRow row_in(const store::Statement& row)
{
    store::DossierRow dossier;
    dossier.source = row.integer(1);
    dossier.body = static_cast<std::uint32_t>(row.integer(2));
    dossier.procedure = static_cast<std::uint32_t>(row.integer(3));
    dossier.cls = {static_cast<std::uint64_t>(row.integer(4))};
    dossier.days = {day_in(row, 5), day_in(row, 6), day_in(row, 7)};
    dossier.digest = static_cast<std::uint64_t>(row.integer(8));
    return dossier;
}

model::DossierId id_in(const store::Statement& row)
{
    const auto id = wire::array_of<16>(row.blob(0));
    if (!id) {
        throw runtime::Corrupt("store.db: the id of a dossier is not 16 bytes");
    }
    return {*id};
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
    store::Statement rows(store, "SELECT dossier, source, body, procedure, class, received_day, "
                                 "settled_day, open_due_day, digest FROM dossier WHERE unit = ?1 "
                                 "ORDER BY unit, dossier, source");
    rows.bind(1, unit);
    model::DossierId id;
    std::vector<store::DossierRow> of_dossier;
    while (rows.step()) {
        const model::DossierId next = id_in(rows);
        if (!of_dossier.empty() && next != id) {
            count_dossier(unit, id, of_dossier);
            of_dossier.clear();
        }
        id = next;
        of_dossier.push_back(row_in(rows));
    }
    if (!of_dossier.empty()) {
        count_dossier(unit, id, of_dossier);
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
