#include "collector/upkeep/store_files.h"

#include "collector/store/damage.h"
#include "collector/store/sqlite_store.h"
#include "collector/store/statement.h"
#include "collector/upkeep/table_comparison.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <set>
#include <string>
#include <system_error>

namespace congto::upkeep {
namespace {

// From one unit to the next by the key, not over all rows.
std::string units_sql(const std::string& table)
{
    return "WITH RECURSIVE u(unit) AS (SELECT min(unit) FROM " + table +
           " UNION ALL SELECT (SELECT min(unit) FROM " + table +
           " WHERE unit > u.unit) FROM u WHERE u.unit IS NOT NULL) "
           "SELECT unit FROM u WHERE unit IS NOT NULL";
}

} // namespace

std::unique_ptr<SQLite::Database> open_store_for_reading(const std::filesystem::path& file)
{
    std::error_code unseen;
    if (!std::filesystem::exists(file, unseen)) {
        throw runtime::Unavailable(file.string() +
                                   ": there is no store; make one with `congto-collector init`");
    }
    if (std::filesystem::file_size(file, unseen) == 0) {
        throw runtime::Corrupt(file.string() + ": is empty; " + std::string(store::kReplaceIt));
    }
    auto database = runtime::open_for_reading(file, store::kMendIt);
    runtime::require_edition(*database, store::store_form());
    store::incarnation_in(database->getHandle()); // the first that is read of it
    return database;
}

std::vector<store::UnitId> units_in(sqlite3* store)
{
    std::set<store::UnitId> units;
    for (const auto* tables : {&tables_by_ledger(), &tables_by_dossiers()}) {
        for (const ComparedTable& table : *tables) {
            if (table.of_unit != kOfUnit) {
                continue;
            }
            store::Statement rows(store, units_sql(table.name));
            while (rows.step()) {
                units.insert(rows.integer(0));
            }
        }
    }
    return {units.begin(), units.end()};
}

std::uint64_t numbers_durable(sqlite3* store)
{
    store::Statement row(store, "SELECT coalesce(sum(durable_sequence), 0) FROM spool");
    row.step();
    return static_cast<std::uint64_t>(row.integer(0));
}

} // namespace congto::upkeep
