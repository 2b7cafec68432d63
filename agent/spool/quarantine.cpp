#include "agent/spool/quarantine.h"

namespace congto::spool {

Quarantine::Quarantine(SQLite::Database& database)
    : same_(database, "SELECT 1 FROM quarantine WHERE source = ?1 AND row_key = ?2 AND cursor = ?3"
                      " AND field = ?4 AND reason = ?5 AND raw = ?6 AND wanted IS ?7"
                      " AND (?8 IS NULL OR before_cursor = ?8)"
                      " AND (?9 IS NULL OR before_key = ?9)"),
      exists_(database, "SELECT 1 FROM quarantine WHERE source = ?1 AND row_key = ?2"),
      put_(database, "INSERT INTO quarantine (source, row_key, cursor, field, reason, raw, wanted,"
                     " before_cursor, before_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                     " ON CONFLICT DO UPDATE SET cursor = ?3, field = ?4, reason = ?5, raw = ?6,"
                     " wanted = ?7,"
                     " before_cursor = coalesce(?8, iif(cursor = ?3, before_cursor, NULL)),"
                     " before_key = coalesce(?9, iif(cursor = ?3, before_key, NULL))"),
      remove_(database, "DELETE FROM quarantine WHERE source = ?1 AND row_key = ?2"),
      after_(database, "SELECT row_key FROM quarantine WHERE source = ?1 AND row_key > ?2"
                       " ORDER BY row_key LIMIT ?3"),
      revisit_(database, "INSERT OR IGNORE INTO revisit (source, cursor, key)"
                         " SELECT source, before_cursor, before_key FROM quarantine"
                         " WHERE source = ?1 AND wanted = ?2 AND before_key IS NOT NULL"),
      by_day_(database, "SELECT 1 FROM quarantine WHERE source = ?1 AND wanted = ?2"
                        " AND before_key IS NULL LIMIT 1"),
      revisits_(database, "SELECT cursor, key FROM revisit WHERE source = ?1 LIMIT ?2"),
      revisited_(database, "DELETE FROM revisit WHERE source = ?1 AND cursor = ?2 AND key = ?3")
{
}

Quarantine::Put Quarantine::put(std::uint16_t source, const QuarantinedRow& row)
{
    std::optional<Bytes> wanted;
    if (row.wanted) {
        wanted = Bytes(row.wanted->bytes);
    }
    std::optional<std::string_view> cursor;
    std::optional<std::string_view> key;
    if (row.before) {
        cursor = row.before->cursor;
        key = row.before->key;
    }
    const auto given = [&](Query& query) -> Query& {
        return query.with(source, row.position.key, row.position.cursor, row.field, row.reason,
                          row.raw, wanted, cursor, key);
    };
    if (given(same_).next()) {
        same_.done();
        return Put::as_before;
    }
    const bool there = exists_.with(source, row.position.key).next();
    exists_.done();
    given(put_).run();
    return there ? Put::altered : Put::added;
}

bool Quarantine::remove(std::uint16_t source, std::string_view row_key)
{
    return remove_.with(source, row_key).run() != 0;
}

std::vector<std::string> Quarantine::after(std::uint16_t source, std::string_view key,
                                           std::size_t limit)
{
    std::vector<std::string> keys;
    after_.with(source, key, std::uint64_t{limit});
    while (after_.next()) {
        keys.emplace_back(after_.text(0));
    }
    return keys;
}

bool Quarantine::revisit_those_waiting_for(std::uint16_t source, const model::DossierId& dossier)
{
    revisit_.with(source, dossier.bytes).run();
    const bool by_day = by_day_.with(source, dossier.bytes).next();
    by_day_.done();
    return by_day;
}

std::vector<source::Position> Quarantine::revisits(std::uint16_t source, std::size_t limit)
{
    std::vector<source::Position> positions;
    revisits_.with(source, std::uint64_t{limit});
    while (revisits_.next()) {
        positions.push_back({std::string(revisits_.text(0)), std::string(revisits_.text(1))});
    }
    return positions;
}

bool Quarantine::revisited(std::uint16_t source, const source::Position& after)
{
    return revisited_.with(source, after.cursor, after.key).run() != 0;
}

} // namespace congto::spool
