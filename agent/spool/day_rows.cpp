#include "agent/spool/day_rows.h"

#include "agent/spool/row_key.h"

namespace congto::spool {
namespace {

SQLite::Database& with_table(SQLite::Database& database)
{
    execute(database, "CREATE TEMP TABLE IF NOT EXISTS met (source INTEGER NOT NULL,"
                      " dossier BLOB NOT NULL, PRIMARY KEY (source, dossier)) WITHOUT ROWID");
    return database;
}

// The ends of a day's dossiers, both included.
struct Bounds {
    explicit Bounds(model::Day day)
    {
        const auto number = static_cast<std::uint32_t>(day.number);
        last.fill(0xFF);
        for (std::size_t i = 0; i < 4; ++i) {
            first.at(i) = last.at(i) = static_cast<std::uint8_t>(number >> (24 - 8 * i));
        }
    }

    std::array<std::uint8_t, 16> first{};
    std::array<std::uint8_t, 16> last{};
};

std::vector<ShownRow> rows_of(Query& query)
{
    std::vector<ShownRow> rows;
    while (query.next()) {
        rows.push_back({unpacked(query, 5), shown_of(query)});
    }
    return rows;
}

// None before the first: a null, to which a statement says so.
std::optional<Bytes> above(const std::optional<model::DossierId>& after)
{
    return after ? std::optional(Bytes(after->bytes)) : std::nullopt;
}

} // namespace

DayRows::DayRows(SQLite::Database& database)
    : begin_(with_table(database), "DELETE FROM temp.met WHERE source = ?1"),
      meet_(database, "INSERT OR IGNORE INTO temp.met (source, dossier) VALUES (?1, ?2)"),
      unmet_(database, "SELECT dossier, digest, spooled_by, open, unknown, row_key FROM shown"
                       " WHERE source = ?1 AND dossier BETWEEN ?2 AND ?3"
                       " AND (?4 IS NULL OR dossier > ?4)"
                       " AND NOT EXISTS (SELECT 1 FROM temp.met WHERE met.source = shown.source"
                       " AND met.dossier = shown.dossier) ORDER BY dossier LIMIT ?5"),
      dossiers_(database, "SELECT dossier FROM shown WHERE source = ?1"
                          " AND dossier BETWEEN ?2 AND ?3 AND (?4 IS NULL OR dossier > ?4)"
                          " ORDER BY dossier LIMIT ?5"),
      sums_(database, "SELECT dossier, digest, open FROM shown"
                      " WHERE source = ?1 AND dossier BETWEEN ?2 AND ?3"),
      spool_again_(database, "UPDATE shown SET spooled_by = 0"
                             " WHERE source = ?1 AND dossier BETWEEN ?2 AND ?3"),
      to_spool_again_(database, "SELECT dossier, digest, spooled_by, open, unknown, row_key"
                                " FROM shown WHERE source = ?1 AND dossier BETWEEN ?2 AND ?3"
                                " AND spooled_by = 0 LIMIT ?4")
{
}

void DayRows::begin(std::uint16_t source)
{
    begin_.with(source).run();
}

void DayRows::meet(std::uint16_t source, const std::vector<model::DossierId>& dossiers)
{
    for (const model::DossierId& dossier : dossiers) {
        meet_.with(source, dossier.bytes).run();
    }
}

std::vector<ShownRow> DayRows::unmet(std::uint16_t source, model::Day day,
                                     const std::optional<model::DossierId>& after,
                                     std::size_t limit)
{
    const Bounds bounds(day);
    const auto& from = after ? after->bytes : bounds.first;
    const std::uint64_t most = limit;
    const auto then = above(after);
    return rows_of(unmet_.with(source, from, bounds.last, then, most));
}

std::vector<model::DossierId> DayRows::dossiers(std::uint16_t source, model::Day day,
                                                const std::optional<model::DossierId>& after,
                                                std::size_t limit)
{
    const Bounds bounds(day);
    const auto& from = after ? after->bytes : bounds.first;
    const std::uint64_t most = limit;
    const auto then = above(after);
    std::vector<model::DossierId> found;
    dossiers_.with(source, from, bounds.last, then, most);
    while (dossiers_.next()) {
        found.push_back({dossiers_.array<16>(0)});
    }
    return found;
}

DaySums DayRows::sums(std::uint16_t source, model::Day day)
{
    const Bounds bounds(day);
    DaySums sums;
    sums_.with(source, bounds.first, bounds.last);
    while (sums_.next()) {
        Shown shown;
        shown.dossier.bytes = sums_.array<16>(0);
        shown.digest = sums_.number(1);
        shown.open = sums_.integer(2) != 0;
        sums += sums_of(shown);
    }
    return sums;
}

void DayRows::spool_again(std::uint16_t source, model::Day day)
{
    const Bounds bounds(day);
    spool_again_.with(source, bounds.first, bounds.last).run();
}

std::vector<ShownRow> DayRows::to_spool_again(std::uint16_t source, model::Day day,
                                              std::size_t limit)
{
    const Bounds bounds(day);
    const std::uint64_t most = limit;
    return rows_of(to_spool_again_.with(source, bounds.first, bounds.last, most));
}

} // namespace congto::spool
