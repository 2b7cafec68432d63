#include "collector/register/registers.h"

#include "collector/register/register_ledger.h"
#include "collector/register/register_tables.h"
#include "collector/register/reported_tables.h"
#include "collector/register/unit_file.h"
#include "collector/register/unit_plan.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <map>
#include <tuple>

namespace congto::registers {
namespace {

// What a register must tell apart to count how an import changes it.
template <typename Key, typename Row, typename KeyOf>
Imported compared(const std::vector<Row>& held, const std::vector<Row>& wanted, KeyOf key_of)
{
    std::map<Key, const Row*> before;
    for (const auto& row : held) {
        before.emplace(key_of(row), &row);
    }
    Imported imported;
    for (const auto& row : wanted) {
        const auto same = before.find(key_of(row));
        if (same == before.end()) {
            ++imported.added;
            continue;
        }
        ++(*same->second == row ? imported.unchanged : imported.changed);
        before.erase(same);
    }
    imported.removed = static_cast<std::int64_t>(before.size());
    return imported;
}

// Of lines that have a key of their own: what they are lines of, from their first day on.
template <typename Row>
Imported compared(const std::vector<Row>& held, const std::vector<Row>& wanted)
{
    using Key = decltype(std::declval<Row>().order());
    return compared<Key>(held, wanted, [](const Row& row) { return row.order(); });
}

UnitRegister held_units(SQLite::Database& registers)
{
    return UnitRegister(read_unit_table(registers));
}

// One transaction around an import: `act` reads, checks, writes its table and says what changed.
template <typename Act>
Imported in_one_transaction(SQLite::Database& registers, const RegisterFile& from,
                            runtime::Instant now, std::string_view name, Act act)
{
    try {
        SQLite::Transaction transaction(registers, SQLite::TransactionBehavior::IMMEDIATE);
        const Imported imported = act();
        if (imported.changes_nothing()) {
            return imported;
        }
        enter(registers, now, name, from.content);
        transaction.commit();
        return imported;
    } catch (const SQLite::Exception& said) {
        throw runtime::Unavailable(registers.getFilename() + ": " + said.what() +
                                   "; nothing was imported, try again");
    }
}

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

Imported import_units(SQLite::Database& registers, const RegisterFile& from, runtime::Instant now)
{
    const auto read = read_units(from.content, from.file);
    return in_one_transaction(registers, from, now, "units import", [&] {
        const auto held = read_unit_table(registers);
        const auto wanted = with_kept_ids(held, read, from.file);
        const auto imported = compared<UnitId>(held, wanted, [](const Unit& u) { return u.id; });
        replace_unit_table(registers, wanted);
        return imported;
    });
}

Imported import_procedures(SQLite::Database& registers, const RegisterFile& from,
                           runtime::Instant now)
{
    return in_one_transaction(registers, from, now, "procedures import", [&] {
        const auto wanted = read_procedures(from.content, from.file, held_units(registers));
        const auto imported = compared(read_procedure_table(registers), wanted);
        replace_procedure_table(registers, wanted);
        return imported;
    });
}

Imported import_bodies(SQLite::Database& registers, const RegisterFile& from, runtime::Instant now)
{
    return in_one_transaction(registers, from, now, "bodies import", [&] {
        const auto wanted = read_bodies(from.content, from.file, held_units(registers));
        const auto imported = compared(read_body_table(registers), wanted);
        replace_body_table(registers, wanted);
        return imported;
    });
}

Imported import_campaigns(SQLite::Database& registers, const RegisterFile& from,
                          runtime::Instant now)
{
    return in_one_transaction(registers, from, now, "campaigns import", [&] {
        const auto wanted = read_campaigns(from.content, from.file);
        require_campaigns_of_targets(wanted, read_target_table(registers), held_units(registers),
                                     from.file);
        const auto imported = compared<std::string>(read_campaign_table(registers), wanted,
                                                    [](const Campaign& one) { return one.name; });
        replace_campaign_table(registers, wanted);
        return imported;
    });
}

Imported import_targets(SQLite::Database& registers, const RegisterFile& from, runtime::Instant now)
{
    return in_one_transaction(registers, from, now, "targets import", [&] {
        const auto wanted = read_targets(from.content, from.file, held_units(registers),
                                         CampaignRegister(read_campaign_table(registers)));
        const auto imported = compared(read_target_table(registers), wanted);
        replace_target_table(registers, wanted);
        return imported;
    });
}

Imported import_reported(SQLite::Database& registers, const RegisterFile& from,
                         runtime::Instant now)
{
    return in_one_transaction(registers, from, now, "reported import", [&] {
        const auto fresh = read_reported(from.content, from.file, held_units(registers),
                                         read_reported_table(registers));
        add_to_reported_table(registers, fresh);
        return Imported{static_cast<std::int64_t>(fresh.size()), 0, 0, 0};
    });
}

Imported import_portal(SQLite::Database& registers, const RegisterFile& from,
                       const PortalReport& report, runtime::Instant now)
{
    const PortalTree tree = read_portal_tree(from.content, from.file);
    return in_one_transaction(registers, from, now, act_of(report), [&] {
        PortalFigures found =
            figures_of(tree, from.file, report, UnitRegister(read_unit_table(registers)));
        const auto all = static_cast<std::int64_t>(found.figures.size() + found.counts.size());
        keep_new(found, read_reported_table(registers), read_reported_count_table(registers),
                 from.file);
        add_to_reported_table(registers, found.figures);
        add_to_reported_count_table(registers, found.counts);
        const auto added = static_cast<std::int64_t>(found.figures.size() + found.counts.size());
        return Imported{added, 0, 0, all - added, std::move(found.notes)};
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
