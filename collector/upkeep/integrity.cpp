#include "collector/upkeep/integrity.h"

#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "collector/register/register_ledger.h"
#include "collector/register/registers.h"
#include "collector/store/statement.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <vector>

namespace congto::upkeep {
namespace {

std::vector<std::string> tables_in(sqlite3* database)
{
    store::Statement rows(database,
                          "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rootpage");
    std::vector<std::string> tables;
    while (rows.step()) {
        tables.emplace_back(rows.text(0));
    }
    return tables;
}

void check_table(sqlite3* database, const std::string& name, const std::string& table,
                 Findings& findings)
{
    try {
        store::Statement lines(database, "PRAGMA integrity_check('" + table + "')");
        while (lines.step()) {
            if (const std::string line(lines.text(0)); line != "ok") {
                findings.add(name, "table " + table + ": " + line);
            }
        }
    } catch (const runtime::Corrupt& damaged) {
        findings.add(name, "table " + table + ": " + damaged.what());
    }
}

} // namespace

void check_pages(sqlite3* database, const std::string& name, Findings& findings,
                 runtime::Progress& progress)
{
    const std::vector<std::string> tables = tables_in(database);
    progress.begin("reading the tables of " + name, tables.size());
    std::uint64_t checked = 0;
    for (const std::string& table : tables) {
        check_table(database, name, table, findings);
        progress.at(++checked);
    }
}

void check_registers(const std::filesystem::path& file, Findings& findings,
                     runtime::Progress& progress)
{
    try {
        const auto registers = registers::open_for_reading(file);
        check_pages(registers->getHandle(), "register.db", findings, progress);
        if (const auto broken = registers::first_broken_entry(*registers)) {
            findings.add("register.db", "entry " + std::to_string(*broken) +
                                            " of its ledger does not follow from the one before "
                                            "it");
        }
    } catch (const runtime::Failure& failure) {
        findings.add("register.db", failure.what());
    } catch (const SQLite::Exception& failure) {
        findings.add("register.db", failure.what());
    }
}

void check_access(const std::filesystem::path& file, Findings& findings,
                  runtime::Progress& progress)
{
    try {
        const auto access = access::open_for_reading(file);
        check_pages(access->getHandle(), "access.db", findings, progress);
        if (const auto broken = access::first_broken_act(*access)) {
            findings.add("access.db", "entry " + std::to_string(*broken) +
                                          " of the audit trail does not follow from the one "
                                          "before it");
        }
    } catch (const runtime::Failure& failure) {
        findings.add("access.db", failure.what());
    } catch (const SQLite::Exception& failure) {
        findings.add("access.db", failure.what());
    }
}

void check_ledger_ends(sqlite3* store, Findings& findings)
{
    store::Statement ends(
        store, "SELECT s.id, s.durable_sequence FROM spool s WHERE s.durable_sequence > 0 AND NOT "
               "EXISTS (SELECT 1 FROM ledger l WHERE l.spool = s.id AND l.last_sequence = "
               "s.durable_sequence AND l.chain = s.chain AND l.first_sequence = (SELECT "
               "max(first_sequence) FROM ledger WHERE spool = s.id))");
    while (ends.step()) {
        findings.add("ledger", "spool " + std::to_string(ends.integer(0)) +
                                   " has receipts to number " + std::to_string(ends.integer(1)) +
                                   ", where no entry ends with their chain hash");
    }
}

} // namespace congto::upkeep
