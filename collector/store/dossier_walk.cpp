#include "collector/store/dossier_walk.h"

#include "collector/store/dossier_row.h"
#include "config/runtime/failure.h"
#include "proto/wire/bytes.h"

#include <algorithm>

namespace congto::store {
namespace {

constexpr std::string_view kOfUnit =
    "SELECT dossier, source, body, procedure, class, received_day, settled_day, open_due_day, "
    "digest, state FROM dossier WHERE unit = ?1 AND dossier BETWEEN ?2 AND ?3 ORDER BY dossier, "
    "source";

std::int32_t day_in(const Statement& row, int column)
{
    return row.is_null(column) ? kNoDay : static_cast<std::int32_t>(row.integer(column));
}

DossierRow row_in(const Statement& row)
{
    DossierRow dossier;
    dossier.source = row.integer(1);
    dossier.body = static_cast<std::uint32_t>(row.integer(2));
    dossier.procedure = static_cast<std::uint32_t>(row.integer(3));
    dossier.cls = {static_cast<std::uint64_t>(row.integer(4))};
    dossier.days = {day_in(row, 5), day_in(row, 6), day_in(row, 7)};
    dossier.digest = static_cast<std::uint64_t>(row.integer(8));
    dossier.evidence = unpack_evidence(row.blob(9));
    return dossier;
}

model::DossierId id_in(const Statement& row)
{
    const auto id = wire::array_of<16>(row.blob(0));
    if (!id) {
        throw runtime::Corrupt("store.db: the id of a dossier is not 16 bytes");
    }
    return {*id};
}

// An id begins with the day, big-endian.
void set_day(model::DossierId& id, model::Day day)
{
    const auto number = static_cast<std::uint32_t>(day.number);
    for (std::size_t i = 0; i < 4; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    }
}

} // namespace

DossierWalk::DossierWalk(sqlite3* store, UnitId unit) : statement_(store, kOfUnit)
{
    last_.bytes.fill(0xFF);
    statement_.bind(1, unit);
    statement_.bind_blob(2, first_.bytes);
    statement_.bind_blob(3, last_.bytes);
}

DossierWalk::DossierWalk(sqlite3* store, UnitId unit, model::Day opened) : DossierWalk(store, unit)
{
    set_day(first_, opened);
    set_day(last_, opened);
}

bool DossierWalk::next()
{
    if (!begun_) {
        begun_ = true;
        at_row_ = statement_.step();
    }
    rows_.clear();
    if (!at_row_) {
        return false;
    }
    id_ = id_in(statement_);
    do {
        rows_.push_back(row_in(statement_));
        at_row_ = statement_.step();
    } while (at_row_ && id_in(statement_) == id_);
    return true;
}

} // namespace congto::store
