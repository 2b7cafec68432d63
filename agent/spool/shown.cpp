#include "agent/spool/shown.h"

#include "agent/spool/day_table.h"

namespace congto::spool {

bool is_open(model::Status status)
{
    switch (status) {
    case model::Status::registered:
    case model::Status::received:
    case model::Status::processing:
    case model::Status::supplement_asked:
    case model::Status::payment_asked:
        return true;
    case model::Status::refused:
    case model::Status::withdrawn:
    case model::Status::stopped:
    case model::Status::resolved:
    case model::Status::returned:
        break;
    }
    return false;
}

Shown shown_of(const Query& row)
{
    Shown shown;
    shown.dossier.bytes = row.array<16>(0);
    shown.digest = row.number(1);
    shown.spooled_by = row.number(2);
    shown.open = row.integer(3) != 0;
    shown.unknown = row.integer(4);
    return shown;
}

ShownIndex::ShownIndex(SQLite::Database& database, DayTable& days)
    : days_(days), find_(database, "SELECT dossier, digest, spooled_by, open, unknown FROM shown"
                                   " WHERE source = ?1 AND row_key = ?2"),
      insert_(database, "INSERT INTO shown (source, row_key, dossier, digest, spooled_by, open,"
                        " unknown) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING"),
      update_(database, "UPDATE shown SET digest = ?3, spooled_by = ?4, open = ?5, unknown = ?6"
                        " WHERE source = ?1 AND row_key = ?2"),
      remove_(database, "DELETE FROM shown WHERE source = ?1 AND row_key = ?2")
{
}

std::optional<Shown> ShownIndex::find(std::uint16_t source, const RowKey& row_key)
{
    if (!find_.with(source, row_key).next()) {
        return std::nullopt;
    }
    const Shown shown = shown_of(find_);
    find_.done();
    return shown;
}

bool ShownIndex::insert(std::uint16_t source, const RowKey& row_key, const Shown& shown)
{
    const bool inserted = insert_
                              .with(source, row_key, shown.dossier.bytes, shown.digest,
                                    shown.spooled_by, std::uint64_t{shown.open}, shown.unknown)
                              .run() != 0;
    if (inserted) {
        days_.add(source, shown);
    }
    return inserted;
}

void ShownIndex::update(std::uint16_t source, const RowKey& row_key, const Shown& was,
                        const Shown& now)
{
    update_.with(source, row_key, now.digest, now.spooled_by, std::uint64_t{now.open}, now.unknown)
        .run();
    if (now.digest != was.digest || now.spooled_by != was.spooled_by) {
        days_.take_away(source, was);
        days_.add(source, now);
    }
}

void ShownIndex::remove(std::uint16_t source, const RowKey& row_key, const Shown& was)
{
    remove_.with(source, row_key).run();
    days_.take_away(source, was);
}

} // namespace congto::spool
