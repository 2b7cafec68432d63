#include "agent/spool/shown.h"

namespace congto::spool {

ShownIndex::ShownIndex(SQLite::Database& database)
    : find_(database, "SELECT dossier, digest, spooled_by, unknown FROM shown"
                      " WHERE source = ?1 AND row_key = ?2"),
      insert_(database, "INSERT INTO shown (source, row_key, dossier, digest, spooled_by, unknown)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING"),
      update_(database, "UPDATE shown SET digest = ?3, spooled_by = ?4, unknown = ?5"
                        " WHERE source = ?1 AND row_key = ?2"),
      remove_(database, "DELETE FROM shown WHERE source = ?1 AND row_key = ?2")
{
}

std::optional<Shown> ShownIndex::find(std::uint16_t source, const RowKey& row_key)
{
    if (!find_.with(source, row_key).next()) {
        return std::nullopt;
    }
    Shown shown;
    shown.dossier.bytes = find_.array<16>(0);
    if (!find_.is_null(1)) {
        shown.digest = find_.number(1);
    }
    shown.spooled_by = find_.number(2);
    shown.unknown = find_.integer(3);
    find_.done();
    return shown;
}

bool ShownIndex::insert(std::uint16_t source, const RowKey& row_key, const Shown& shown)
{
    return insert_
               .with(source, row_key, shown.dossier.bytes, shown.digest, shown.spooled_by,
                     shown.unknown)
               .run() != 0;
}

void ShownIndex::update(std::uint16_t source, const RowKey& row_key, const Shown& shown)
{
    update_.with(source, row_key, shown.digest, shown.spooled_by, shown.unknown).run();
}

void ShownIndex::remove(std::uint16_t source, const RowKey& row_key)
{
    remove_.with(source, row_key).run();
}

} // namespace congto::spool
