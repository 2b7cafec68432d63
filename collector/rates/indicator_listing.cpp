#include "collector/rates/listing.h"

#include "collector/rates/lists.h"
#include "collector/rates/named_values.h"

namespace congto::rates {
namespace {

using runtime::Value;

NamedRow values_of(const Indicator& indicator, const Figure& figure,
                   const std::optional<Coverage>& coverage, runtime::Shape shape)
{
    const auto submitted = [&](std::int64_t Count::*part) {
        return indicator.reach == Reach::list ? Value{} : number_of(figure, part);
    };
    NamedRow row{{"indicator", "Indicator", std::string(indicator.name)},
                 {"counts", "Counts", counts_procedures(indicator) ? "procedures" : "dossiers"},
                 {"numerator", "Numerator", number_of(figure, &Count::numerator)},
                 {"denominator", "Denominator", number_of(figure, &Count::denominator)},
                 {"rate", "Rate", rate_of(figure)},
                 {"self_service", "Self-service", submitted(&Count::self_service)},
                 {"assisted", "Assisted", submitted(&Count::assisted)}};
    const Value aside = number_of(figure, &Count::aside);
    if (shape == runtime::Shape::table) {
        const auto* count = std::get_if<std::int64_t>(&aside);
        const std::string beside =
            count == nullptr ? std::string()
                             : std::to_string(*count) + ' ' + std::string(indicator.aside_name);
        const std::string remark =
            figure.none ? "no figure: " + std::string(text_of(*figure.none)) : beside;
        append(row, coverage_values(coverage));
        row.push_back({"remark", "Beside it", remark});
        return row;
    }
    append(row, {{"aside_name", {}, std::string(indicator.aside_name)},
                 {"aside", {}, aside},
                 {"no_figure", {}, reason_of(figure)}});
    append(row, coverage_numbers(coverage));
    return row;
}

// Behind a figure of the nation: "3 of 51"; "3 of 51 + 1", which did not exist on the last day.
NamedRow units_values(const UnitsCounted& units, runtime::Shape shape)
{
    if (shape == runtime::Shape::table) {
        return {{"units_counted", "Units",
                 std::to_string(units.counted) + " of " + std::to_string(units.existing) +
                     (units.besides == 0 ? "" : " + " + std::to_string(units.besides))}};
    }
    return {{"units_counted", {}, units.counted},
            {"units_existing", {}, units.existing},
            {"units_besides", {}, units.besides}};
}

} // namespace

runtime::Listing indicator_listing(const Facts& facts, const Question& question,
                                   const std::vector<const Indicator*>& indicators,
                                   const std::vector<Group>& groups, runtime::Shape shape)
{
    runtime::Listing listing = framed(question);
    const Coverages coverages(facts, question);
    const auto named = [&](const Group& group, std::size_t at) {
        NamedRow row = group_values(facts, question, shape, group.unit, group.code);
        append(row, values_of(*indicators[at], group.figures[at], coverages.of(group.unit), shape));
        if (question.grouping == store::Grouping::nothing) {
            append(row, units_values(units_counted(facts, question, *indicators[at]), shape));
        }
        if (shape != runtime::Shape::table) {
            append(row, unit_values(facts, group.unit));
        }
        return row;
    };
    const Group nothing{0, {}, std::vector<Figure>(indicators.size())};
    set_columns(listing, named(nothing, 0));
    for (const auto& group : groups) {
        for (std::size_t at = 0; at < indicators.size(); ++at) {
            add_row(listing, named(group, at));
        }
    }
    if (shape == runtime::Shape::table) {
        for (const auto* indicator : indicators) {
            listing.notes.push_back(std::string(indicator->name) + ": " +
                                    std::string(indicator->says) + '.');
        }
    }
    if (groups.empty()) {
        listing.notes.emplace_back("No figure: nothing is metered yet, or no dossier fits.");
    }
    return listing;
}

} // namespace congto::rates
