#include "collector/store/imbalances.h"

#include "collector/store/statement.h"

namespace congto::store {
namespace {

std::string number_in(const Statement& row, int column)
{
    return std::to_string(row.integer(column));
}

} // namespace

Imbalances read_spool_imbalances(sqlite3* connection)
{
    Statement row(connection,
                  "SELECT * FROM (SELECT id, substr(lower(hex(spool_id)), 1, 8), durable_sequence "
                  "AS durable, applied + unchanged + rejected AS told, coalesce((SELECT "
                  "last_sequence FROM ledger WHERE spool = s.id ORDER BY first_sequence DESC LIMIT "
                  "1), 0) AS ledgered FROM spool s) WHERE durable <> told OR durable <> ledgered");
    Imbalances imbalances;
    while (row.step()) {
        imbalances.found.push_back(
            {row.integer(0), "spool " + std::string(row.text(1)) + ": receipted are " +
                                 number_in(row, 2) + " entries, applied, unchanged and rejected " +
                                 number_in(row, 3) + ", the ledger ends with " +
                                 number_in(row, 4)});
    }
    return imbalances;
}

Imbalances read_source_imbalances(sqlite3* connection, std::int64_t after, std::int64_t most)
{
    Statement row(connection, "SELECT id, unit, name, dossiers, coalesce((SELECT sum(count) FROM "
                              "day_sum d WHERE d.unit = s.unit AND d.source = s.id), 0) FROM "
                              "source s WHERE id > ?1 ORDER BY id LIMIT ?2");
    row.bind(1, after);
    row.bind(2, most);
    Imbalances imbalances{after, after, {}};
    std::int64_t looked_at = 0;
    for (; row.step(); ++looked_at) {
        imbalances.through = row.integer(0);
        if (row.integer(3) != row.integer(4)) {
            imbalances.found.push_back(
                {row.integer(0), "source " + std::string(row.text(2)) + " of unit " +
                                     number_in(row, 1) + ": shows " + number_in(row, 3) +
                                     " dossiers, its days come to " + number_in(row, 4)});
        }
    }
    if (looked_at < most) {
        imbalances.through = Imbalances::kLast;
    }
    return imbalances;
}

} // namespace congto::store
