// The registers of a collector: units, bodies, procedures, campaigns, targets and reported figures,
// in one SQLite file.
//
// The file is written by imports alone, which are processes of their own, and read by everybody. It
// keeps a rollback journal, not a WAL: SQLite's own locks then let any number of processes in turn
// (README.md). A database handle is used by one thread.
#pragma once

#include "collector/register/body.h"
#include "collector/register/campaign.h"
#include "collector/register/import_plan.h"
#include "collector/register/portal_figures.h"
#include "collector/register/procedure.h"
#include "collector/register/reported.h"
#include "collector/register/reported_count.h"
#include "collector/register/target.h"
#include "collector/register/unit.h"
#include "config/runtime/clock.h"
#include "proto/model/time.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::registers {

// Makes the file and imports the unit register that ships with the program. Throws
// runtime::BadSettings: the file exists.
void create(const std::filesystem::path& register_file, runtime::Instant now);

// Throw runtime::Unavailable: there is no such file, or it cannot be opened; runtime::Corrupt: it
// is no register, or one of a newer edition. An import that a crash cut off is undone first.
std::unique_ptr<SQLite::Database> open_for_import(const std::filesystem::path& register_file);
std::unique_ptr<SQLite::Database> open_for_reading(const std::filesystem::path& register_file);

// One transaction: all of the file and an entry in the register ledger, or nothing. What changes
// nothing leaves no entry. Throws runtime::BadSettings with every fault.
//
// Units keep their ids: a unit is found again by kind, name and first day, else by code and first
// day; a unit that the file lacks is a fault. Bodies, procedures, campaigns and targets are
// replaced each as a whole; campaigns that targets name stay. What was reported is only added to.
Imported import_file(SQLite::Database& registers, const RegisterImport& import,
                     const RegisterFile& from, runtime::Instant now);
// What it would change. Throws as the import does; only reads.
Changes dry_run(SQLite::Database& registers, const RegisterImport& import,
                const RegisterFile& from);

inline Imported import_units(SQLite::Database& registers, const RegisterFile& from,
                             runtime::Instant now)
{
    return import_file(registers, import_of(kUnits), from, now);
}
inline Imported import_bodies(SQLite::Database& registers, const RegisterFile& from,
                              runtime::Instant now)
{
    return import_file(registers, import_of(kBodies), from, now);
}
inline Imported import_procedures(SQLite::Database& registers, const RegisterFile& from,
                                  runtime::Instant now)
{
    return import_file(registers, import_of(kProcedures), from, now);
}
inline Imported import_campaigns(SQLite::Database& registers, const RegisterFile& from,
                                 runtime::Instant now)
{
    return import_file(registers, import_of(kCampaigns), from, now);
}
inline Imported import_targets(SQLite::Database& registers, const RegisterFile& from,
                               runtime::Instant now)
{
    return import_file(registers, import_of(kTargets), from, now);
}
inline Imported import_reported(SQLite::Database& registers, const RegisterFile& from,
                                runtime::Instant now)
{
    return import_file(registers, import_of(kReported), from, now);
}

inline Imported import_portal(SQLite::Database& registers, const RegisterFile& from,
                              const PortalReport& report, runtime::Instant now)
{
    return import_file(registers, portal_import(report), from, now);
}

// Of a register's own connection, or of one that has the register attached. Throw
// runtime::Unavailable: it is locked for longer than a reader waits; runtime::Corrupt: it is
// damaged.
UnitRegister read_unit_register(SQLite::Database& registers);
ProcedureRegister read_procedure_register(SQLite::Database& registers);
BodyRegister read_body_register(SQLite::Database& registers);
CampaignRegister read_campaign_register(SQLite::Database& registers);
TargetRegister read_target_register(SQLite::Database& registers);
// In the order of their import.
std::vector<ReportedFigure> read_reported_figures(SQLite::Database& registers);
// The same, without those of bodies, which may be a hundred times as many.
std::vector<ReportedFigure> read_unit_reports(SQLite::Database& registers);
std::vector<ReportedCount> read_reported_counts(SQLite::Database& registers);

// Id of the unit whose confirmed or likely `code` is valid on `day`; none: no such unit.
std::optional<UnitId> unit_with_code(SQLite::Database& registers, std::string_view code,
                                     model::Day day);

// The unit register that ships with the program (config/units/units.tsv).
std::string_view shipped_units();

} // namespace congto::registers
