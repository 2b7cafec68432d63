#include "collector/upkeep/bulk_store.h"

#include "collector/store/edition.h"
#include "collector/store/sqlite_store.h"
#include "collector/store/statement.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace congto::upkeep {
namespace {

// Rows are few, and copied whole.
constexpr std::array<const char*, 5> kTables{"store_fact", "unit_key", "spool", "source",
                                             "spool_source"};

// Columns of them that the ledger moves.
struct Moved {
    std::string_view table;
    std::string_view column;
    std::string_view at_first; // SQL
};
constexpr std::array<Moved, 7> kMoved{{{"spool", "durable_sequence", "0"},
                                       {"spool", "chain", "zeroblob(32)"},
                                       {"spool", "applied", "0"},
                                       {"spool", "unchanged", "0"},
                                       {"spool", "rejected", "0"},
                                       {"source", "dossiers", "0"},
                                       // in the order of enrolment, until decided otherwise
                                       {"source", "priority",
                                        "(SELECT count(*) FROM source o WHERE o.unit = "
                                        "source.unit AND o.id <= source.id)"}}};

std::string value_of(std::string_view table, std::string_view column)
{
    const auto* const moved = std::find_if(kMoved.begin(), kMoved.end(), [&](const Moved& one) {
        return one.table == table && one.column == column;
    });
    return std::string(moved == kMoved.end() ? column : moved->at_first);
}

std::vector<std::string> columns_of(sqlite3* connection, std::string_view table)
{
    store::Statement rows(connection, "SELECT name FROM pragma_table_info(?1)");
    rows.bind_text(1, table);
    std::vector<std::string> columns;
    while (rows.step()) {
        columns.emplace_back(rows.text(0));
    }
    return columns;
}

void copy_rows(sqlite3* from, sqlite3* into, const std::string& table)
{
    std::string values;
    std::string parameters;
    const std::vector<std::string> columns = columns_of(into, table);
    for (const std::string& column : columns) {
        values += (values.empty() ? "" : ", ") + value_of(table, column);
        parameters += parameters.empty() ? "?" : ", ?";
    }
    store::Statement read(from, "SELECT " + values + " FROM " + table);
    store::Statement insert(into,
                            "INSERT OR IGNORE INTO " + table + " VALUES (" + parameters + ")");
    while (read.step()) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            insert.bind_value(static_cast<int>(i) + 1, read, static_cast<int>(i));
        }
        insert.run();
    }
}

// Of a table with a row number `id`.
void copy_rows_again(sqlite3* from, sqlite3* into, const std::string& table)
{
    std::string read = "SELECT id";
    std::string assignments;
    int parameter = 1;
    for (const std::string& column : columns_of(into, table)) {
        if (column != "id" && value_of(table, column) == column) {
            read += ", " + column;
            assignments +=
                (assignments.empty() ? "" : ", ") + column + " = ?" + std::to_string(++parameter);
        }
    }
    store::Statement rows(from, read + " FROM " + table);
    store::Statement put(into, "UPDATE " + table + " SET " + assignments + " WHERE id = ?1");
    while (rows.step()) {
        for (int i = 0; i < parameter; ++i) {
            put.bind_value(i + 1, rows, i);
        }
        put.run();
    }
}

} // namespace

std::unique_ptr<SQLite::Database> make_bulk_store(const std::filesystem::path& file)
{
    runtime::SqliteOptions options;
    options.cache_bytes = 256 << 20;
    options.page_size = store::kStorePageSize;
    auto database = runtime::open_for_writing(file, store::store_form(), options);
    for (const char* pragma : {"PRAGMA synchronous = OFF", "PRAGMA journal_mode = OFF",
                               "PRAGMA locking_mode = EXCLUSIVE"}) {
        store::Statement(database->getHandle(), pragma).step();
    }
    return database;
}

std::unique_ptr<SQLite::Database> make_scratch_store(const std::filesystem::path& folder)
{
    static int made = 0;
    const std::filesystem::path file =
        folder / ("scratch-" + std::to_string(getpid()) + "-" + std::to_string(++made) + ".db");
    auto database = make_bulk_store(file);
    std::error_code failure;
    if (!std::filesystem::remove(file, failure)) {
        throw runtime::Unavailable(file.string() + ": cannot be removed: " + failure.message());
    }
    return database;
}

void copy_greetings(sqlite3* from, sqlite3* into)
{
    store::execute(into, "BEGIN");
    for (const char* table : kTables) {
        copy_rows(from, into, table);
    }
    store::execute(into, "COMMIT");
}

void copy_greetings_again(sqlite3* from, sqlite3* into)
{
    copy_rows_again(from, into, "spool");
    copy_rows_again(from, into, "source");
}

std::vector<std::string> greeting_tables()
{
    return {kTables.begin(), kTables.end()};
}

} // namespace congto::upkeep
