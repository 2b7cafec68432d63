// Imports of what was reported: figures as CSV, figures and counts of the national portal.
#include "collector/register/compared.h"
#include "collector/register/import_plan.h"
#include "collector/register/listings.h"
#include "collector/register/register_tables.h"
#include "collector/register/reported_tables.h"

namespace congto::registers {
namespace {

UnitRegister held_units(SQLite::Database& registers)
{
    return UnitRegister(read_unit_table(registers));
}

Changes figure_changes(const std::vector<ReportedFigure>& before,
                       const std::vector<ReportedFigure>& after, const UnitRegister& units)
{
    return compared(
        before, after,
        [](const ReportedFigure& one) {
            return std::tuple(one.unit, one.body, one.from, one.to, one.indicator, one.origin,
                              one.reported_on);
        },
        [&](const ReportedFigure& one) {
            return reported_listing({one}, units, runtime::Shape::json);
        },
        {"unit", "body", "from", "to", "indicator", "origin", "reported_on"});
}

Changes count_changes(const std::vector<ReportedCount>& before,
                      const std::vector<ReportedCount>& after, const UnitRegister& units)
{
    return compared(
        before, after,
        [](const ReportedCount& one) {
            return std::tuple(one.unit, one.body, one.from, one.to, one.name, one.origin,
                              one.reported_on);
        },
        [&](const ReportedCount& one) {
            runtime::Listing listing;
            for (const char* column :
                 {"unit", "body", "from", "to", "name", "value", "origin", "reported_on"}) {
                listing.columns.push_back({column, column});
            }
            listing.rows.push_back({shown_unit(units, one.unit), one.body, model::text_of(one.from),
                                    model::text_of(one.to), one.name, one.value, one.origin,
                                    model::text_of(one.reported_on)});
            return listing;
        },
        {"unit", "body", "from", "to", "name", "origin", "reported_on"});
}

Changes together(Changes one, const Changes& other)
{
    one.lines.insert(one.lines.end(), other.lines.begin(), other.lines.end());
    one.unchanged += other.unchanged;
    return one;
}

// What the file has that was reported already is not even unchanged: it is not looked at again.
ImportPlan plan_figures(SQLite::Database& registers, const RegisterFile& from)
{
    const auto units = held_units(registers);
    auto fresh = read_reported(from.content, from.file, units, read_reported_table(registers));
    auto changes = figure_changes({}, fresh, units);
    return {std::move(changes), [fresh = std::move(fresh)](SQLite::Database& into) {
                add_to_reported_table(into, fresh);
            }};
}

ImportPlan plan_portal(SQLite::Database& registers, const RegisterFile& from,
                       const PortalReport& report)
{
    const auto units = held_units(registers);
    PortalFigures found =
        figures_of(read_portal_tree(from.content, from.file), from.file, report, units);
    const auto all = found.figures.size() + found.counts.size();
    keep_new(found, read_reported_table(registers), read_reported_count_table(registers),
             from.file);
    Changes changes =
        together(figure_changes({}, found.figures, units), count_changes({}, found.counts, units));
    changes.unchanged = static_cast<std::int64_t>(all - changes.lines.size());
    changes.notes = found.notes;
    return {std::move(changes), [found = std::move(found)](SQLite::Database& into) {
                add_to_reported_table(into, found.figures);
                add_to_reported_count_table(into, found.counts);
            }};
}

} // namespace

const RegisterKind kReported{"reported", "reported import", plan_figures,
                             [](SQLite::Database& before, SQLite::Database& after) {
                                 const auto units = held_units(after);
                                 return together(figure_changes(read_reported_table(before),
                                                                read_reported_table(after), units),
                                                 count_changes(read_reported_count_table(before),
                                                               read_reported_count_table(after),
                                                               units));
                             }};

RegisterImport portal_import(const PortalReport& report)
{
    return {act_of(report), [report](SQLite::Database& registers, const RegisterFile& from) {
                return plan_portal(registers, from, report);
            }};
}

} // namespace congto::registers
