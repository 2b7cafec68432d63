#include "collector/store/imbalances.h"

#include "collector/store/statement.h"

namespace congto::store {
namespace {

std::string number_in(const Statement& row, int column)
{
    return std::to_string(row.integer(column));
}

void look_at_spools(sqlite3* connection, std::vector<std::string>& found)
{
    Statement row(connection,
                  "SELECT * FROM (SELECT substr(lower(hex(spool_id)), 1, 8), durable_sequence AS "
                  "durable, applied + unchanged + rejected AS told, coalesce((SELECT last_sequence "
                  "FROM ledger WHERE spool = s.id ORDER BY first_sequence DESC LIMIT 1), 0) AS "
                  "ledgered FROM spool s) WHERE durable <> told OR durable <> ledgered");
    while (row.step()) {
        found.push_back("spool " + std::string(row.text(0)) + ": receipted are " +
                        number_in(row, 1) + " entries, applied, unchanged and rejected " +
                        number_in(row, 2) + ", the ledger ends with " + number_in(row, 3));
    }
}

void look_at_sources(sqlite3* connection, std::vector<std::string>& found)
{
    Statement row(connection,
                  "SELECT * FROM (SELECT unit, name, dossiers, coalesce((SELECT sum(count) FROM "
                  "day_sum d WHERE d.unit = s.unit AND d.source = s.id), 0) AS of_days FROM source "
                  "s) WHERE dossiers <> of_days");
    while (row.step()) {
        found.push_back("source " + std::string(row.text(1)) + " of unit " + number_in(row, 0) +
                        ": shows " + number_in(row, 2) + " dossiers, its days come to " +
                        number_in(row, 3));
    }
}

} // namespace

std::vector<std::string> read_imbalances(sqlite3* connection)
{
    std::vector<std::string> found;
    look_at_spools(connection, found);
    look_at_sources(connection, found);
    return found;
}

} // namespace congto::store
