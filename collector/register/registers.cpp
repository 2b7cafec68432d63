#include "collector/register/registers.h"

#include "collector/register/register_ledger.h"
#include "collector/register/register_tables.h"
#include "collector/register/reported_tables.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace congto::registers {
namespace {

// The register's file, also of a store's connection that has it attached.
std::string name_of_file(SQLite::Database& registers)
{
    const char* attached = sqlite3_db_filename(registers.getHandle(), "register");
    return attached == nullptr ? registers.getFilename() : attached;
}

// What `read` makes of a table; what SQLite says becomes what a catcher acts on.
template <typename Read>
auto read_table(SQLite::Database& registers, Read read)
{
    try {
        return read(registers);
    } catch (const SQLite::Exception& said) {
        const std::string fault = name_of_file(registers) + ": " + said.what();
        if (said.getErrorCode() == SQLITE_CORRUPT || said.getErrorCode() == SQLITE_NOTADB) {
            throw runtime::Corrupt(fault + "; restore it from a backup");
        }
        throw runtime::Unavailable(fault + "; the registers cannot be read for now, try again");
    }
}

} // namespace

Imported import_file(SQLite::Database& registers, const RegisterImport& import,
                     const RegisterFile& from, runtime::Instant now)
{
    try {
        SQLite::Transaction transaction(registers, SQLite::TransactionBehavior::IMMEDIATE);
        const ImportPlan plan = import.plan(registers, from);
        const Imported imported = plan.changes.count();
        if (imported.changes_nothing()) {
            return imported;
        }
        plan.carry_out(registers);
        enter(registers, now, import.act, from.content);
        transaction.commit();
        return imported;
    } catch (const SQLite::Exception& said) {
        throw runtime::Unavailable(registers.getFilename() + ": " + said.what() +
                                   "; nothing was imported, try again");
    }
}

Changes dry_run(SQLite::Database& registers, const RegisterImport& import, const RegisterFile& from)
{
    return read_table(registers, [&](SQLite::Database& held) {
        const SQLite::Transaction one_moment(held);
        return import.plan(held, from).changes;
    });
}

UnitRegister read_unit_register(SQLite::Database& registers)
{
    return UnitRegister(read_table(registers, read_unit_table));
}

ProcedureRegister read_procedure_register(SQLite::Database& registers)
{
    return ProcedureRegister(read_table(registers, read_procedure_table));
}

BodyRegister read_body_register(SQLite::Database& registers)
{
    return BodyRegister(read_table(registers, read_body_table));
}

CampaignRegister read_campaign_register(SQLite::Database& registers)
{
    return CampaignRegister(read_table(registers, read_campaign_table));
}

TargetRegister read_target_register(SQLite::Database& registers)
{
    return TargetRegister(read_table(registers, read_target_table));
}

std::vector<ReportedFigure> read_reported_figures(SQLite::Database& registers)
{
    return read_table(registers, read_reported_table);
}

std::vector<ReportedFigure> read_unit_reports(SQLite::Database& registers)
{
    return read_table(registers, read_reported_of_units);
}

std::vector<ReportedCount> read_reported_counts(SQLite::Database& registers)
{
    return read_table(registers, read_reported_count_table);
}

std::optional<UnitId> unit_with_code(SQLite::Database& registers, std::string_view code,
                                     model::Day day)
{
    const auto units = read_unit_register(registers);
    const Unit* unit = units.valid_on(code, day);
    return unit == nullptr ? std::nullopt : std::optional(unit->id);
}

} // namespace congto::registers
