#include "collector/register/import_plan.h"

#include "collector/register/compared.h"
#include "collector/register/listings.h"
#include "collector/register/register_tables.h"
#include "collector/register/unit_end.h"
#include "collector/register/unit_file.h"
#include "collector/register/unit_plan.h"

namespace congto::registers {
namespace {

using runtime::Shape;

UnitRegister held_units(SQLite::Database& registers)
{
    return UnitRegister(read_unit_table(registers));
}

// Lines that are told apart by what they are lines of and their first day.
template <typename Row>
auto order_of(const Row& row)
{
    return row.order();
}

Changes unit_changes(const std::vector<Unit>& before, const std::vector<Unit>& after)
{
    return compared(
        before, after, [](const Unit& unit) { return unit.id; },
        [](const Unit& unit) { return units_listing(UnitRegister({unit}), Shape::json); },
        {"unit_code", "name_vi", "valid_from"});
}

Changes procedure_changes(const std::vector<Procedure>& before, const std::vector<Procedure>& after,
                          const UnitRegister& units)
{
    return compared(before, after, order_of<Procedure>,
                    [&](const Procedure& one) {
                        return procedures_listing(ProcedureRegister({one}), units, Shape::json);
                    },
                    {"unit", "code", "valid_from"});
}

Changes body_changes(const std::vector<Body>& before, const std::vector<Body>& after,
                     const UnitRegister& units)
{
    return compared(
        before, after, order_of<Body>,
        [&](const Body& one) { return bodies_listing(BodyRegister({one}), units, Shape::json); },
        {"unit", "code", "valid_from"});
}

Changes campaign_changes(const std::vector<Campaign>& before, const std::vector<Campaign>& after)
{
    return compared(
        before, after, [](const Campaign& one) { return one.name; },
        [](const Campaign& one) { return campaigns_listing(CampaignRegister({one}), Shape::json); },
        {"name"});
}

Changes target_changes(const std::vector<Target>& before, const std::vector<Target>& after,
                       const UnitRegister& units)
{
    // A campaign has one target of a kind, whose days may have moved with it.
    const auto key_of = [](const Target& one) {
        return std::tuple(one.indicator, one.whom, one.unit, one.campaign,
                          one.campaign.empty() ? one.valid_from : model::Day{});
    };
    return compared(before, after, key_of,
                    [&](const Target& one) {
                        return targets_listing(TargetRegister({one}), units, Shape::json);
                    },
                    {"indicator", "whom", "campaign", "from"});
}

ImportPlan plan_units(SQLite::Database& registers, const RegisterFile& from)
{
    const auto read = read_units(from.content, from.file);
    const auto held = read_unit_table(registers);
    auto wanted = with_kept_ids(held, read, from.file);
    require_lines_within(wanted, registers, from.file);
    auto changes = unit_changes(held, wanted);
    return {std::move(changes), [wanted = std::move(wanted)](SQLite::Database& into) {
                replace_unit_table(into, wanted);
            }};
}

ImportPlan plan_procedures(SQLite::Database& registers, const RegisterFile& from)
{
    const auto units = held_units(registers);
    auto wanted = read_procedures(from.content, from.file, units);
    auto changes = procedure_changes(read_procedure_table(registers), wanted, units);
    return {std::move(changes), [wanted = std::move(wanted)](SQLite::Database& into) {
                replace_procedure_table(into, wanted);
            }};
}

ImportPlan plan_bodies(SQLite::Database& registers, const RegisterFile& from)
{
    const auto units = held_units(registers);
    auto wanted = read_bodies(from.content, from.file, units);
    auto changes = body_changes(read_body_table(registers), wanted, units);
    return {std::move(changes), [wanted = std::move(wanted)](SQLite::Database& into) {
                replace_body_table(into, wanted);
            }};
}

ImportPlan plan_campaigns(SQLite::Database& registers, const RegisterFile& from)
{
    auto wanted = read_campaigns(from.content, from.file);
    require_campaigns_of_targets(wanted, read_target_table(registers), held_units(registers),
                                 from.file);
    auto changes = campaign_changes(read_campaign_table(registers), wanted);
    return {std::move(changes), [wanted = std::move(wanted)](SQLite::Database& into) {
                replace_campaign_table(into, wanted);
            }};
}

ImportPlan plan_targets(SQLite::Database& registers, const RegisterFile& from)
{
    const auto units = held_units(registers);
    auto wanted = read_targets(from.content, from.file, units,
                               CampaignRegister(read_campaign_table(registers)));
    auto changes = target_changes(read_target_table(registers), wanted, units);
    return {std::move(changes), [wanted = std::move(wanted)](SQLite::Database& into) {
                replace_target_table(into, wanted);
            }};
}

} // namespace

const RegisterKind kUnits{"units", "units import", plan_units,
                          [](SQLite::Database& before, SQLite::Database& after) {
                              return unit_changes(read_unit_table(before), read_unit_table(after));
                          }};
const RegisterKind kBodies{
    "bodies", "bodies import", plan_bodies, [](SQLite::Database& before, SQLite::Database& after) {
        return body_changes(read_body_table(before), read_body_table(after), held_units(after));
    }};
const RegisterKind kProcedures{"procedures", "procedures import", plan_procedures,
                               [](SQLite::Database& before, SQLite::Database& after) {
                                   return procedure_changes(read_procedure_table(before),
                                                            read_procedure_table(after),
                                                            held_units(after));
                               }};
const RegisterKind kCampaigns{"campaigns", "campaigns import", plan_campaigns,
                              [](SQLite::Database& before, SQLite::Database& after) {
                                  return campaign_changes(read_campaign_table(before),
                                                          read_campaign_table(after));
                              }};
const RegisterKind kTargets{"targets", "targets import", plan_targets,
                            [](SQLite::Database& before, SQLite::Database& after) {
                                return target_changes(read_target_table(before),
                                                      read_target_table(after), held_units(after));
                            }};
RegisterImport import_of(const RegisterKind& kind)
{
    return {std::string(kind.act), kind.plan};
}

const RegisterKind* kind_of_act(std::string_view act)
{
    for (const auto* kind : {&kUnits, &kBodies, &kProcedures, &kCampaigns, &kTargets, &kReported}) {
        if (kind->act == act) {
            return kind;
        }
    }
    return report_of_act(act) ? &kReported : nullptr;
}

std::optional<RegisterImport> import_of_act(std::string_view act)
{
    if (const auto report = report_of_act(act)) {
        return portal_import(*report);
    }
    const RegisterKind* kind = kind_of_act(act);
    return kind == nullptr ? std::nullopt : std::optional(import_of(*kind));
}

} // namespace congto::registers
