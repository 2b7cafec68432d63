#include "collector/rates/listing.h"

#include "collector/rates/lists.h"
#include "collector/rates/named_values.h"

#include <algorithm>

namespace congto::rates {
namespace {

using runtime::Decimal;
using runtime::Value;

std::string why_no_figure(const HeadlineRow& row)
{
    if (row.end_to_end.none) {
        return "no figure: " + std::string(text_of(*row.end_to_end.none));
    }
    if (row.proven.none) {
        return "proven (settled): no figure: " + std::string(text_of(*row.proven.none));
    }
    return {};
}

std::string remark_of(const HeadlineRow& row, model::Instant now)
{
    const std::string why = why_no_figure(row);
    const std::string covered = coverage_remark(row.coverage, now);
    return why + (why.empty() || covered.empty() ? "" : "; ") + covered;
}

NamedRow for_people(const HeadlineRow& row, bool units)
{
    NamedRow values{
        {"dossiers", "Dossiers", number_of(row.end_to_end, &Count::denominator)},
        {"online_submission", "Online", rate_of(row.online_submission)},
        {"online_assisted", "Assisted", number_of(row.online_submission, &Count::assisted)},
        {"end_to_end", "End to end", rate_of(row.end_to_end)},
        {"end_to_end_proven", "Proven", rate_of(row.proven)},
    };
    if (units) {
        append(values, {{"reported", "Reported",
                         row.reported ? Value{Decimal{row.reported->rate, " %"}} : Value{}},
                        {"gap", "Gap", decimal_if(gap_of(row), " pp")}});
    }
    append(values, coverage_values(row.coverage));
    return values;
}

NamedRow of_figure(const std::string& name, const Figure& figure)
{
    return {{name + "_numerator", {}, number_of(figure, &Count::numerator)},
            {name + "_denominator", {}, number_of(figure, &Count::denominator)},
            {name + "_rate", {}, rate_of(figure)}};
}

Value if_there(const std::optional<std::int64_t>& number)
{
    return number ? Value{*number} : Value{};
}

NamedRow of_unit(const HeadlineRow& row)
{
    const auto& reported = row.reported;
    return {
        {"reported_rate", {}, reported ? Value{Decimal{reported->rate, {}}} : Value{}},
        {"reported_numerator", {}, reported ? if_there(reported->numerator) : Value{}},
        {"reported_denominator", {}, reported ? if_there(reported->denominator) : Value{}},
        {"reported_origin", {}, reported ? Value{reported->origin} : Value{}},
        {"reported_on", {}, reported ? Value{model::text_of(reported->reported_on)} : Value{}},
        {"gap", {}, decimal_if(gap_of(row), "")},
    };
}

// A unit that is not metered, or not read yet, has no numbers at all.
Value undated_of(const HeadlineRow& row)
{
    const auto none = row.end_to_end.none;
    const bool counted = none != NoFigure::not_metered && none != NoFigure::not_read;
    return counted ? Value{row.undated} : Value{};
}

NamedRow for_programs(const HeadlineRow& row, bool units)
{
    NamedRow values{{"dossiers", {}, number_of(row.end_to_end, &Count::denominator)}};
    append(values, of_figure("online_submission", row.online_submission));
    values.push_back({"online_assisted", {}, number_of(row.online_submission, &Count::aside)});
    append(values, of_figure("end_to_end", row.end_to_end));
    values.push_back({"end_to_end_assisted", {}, number_of(row.end_to_end, &Count::assisted)});
    append(values, of_figure("end_to_end_proven", row.proven));
    if (units) {
        append(values, of_unit(row));
    }
    append(values, coverage_numbers(row.coverage));
    append(values, {{"undated", {}, undated_of(row)},
                    {"no_figure", {}, reason_of(row.end_to_end)},
                    {"end_to_end_proven_no_figure", {}, reason_of(row.proven)}});
    return values;
}

// Of how many units the nation's row is.
void add_units(runtime::Listing& listing, const Facts& facts, const Question& question)
{
    const auto units = units_counted(facts, question, *indicator_named("end_to_end"));
    listing.facts.emplace_back("units_counted", units.counted);
    listing.facts.emplace_back("units_existing", units.existing);
    listing.facts.emplace_back("units_besides", units.besides);
    listing.notes.push_back("Units metered and read: " + std::to_string(units.counted) + " of " +
                            std::to_string(units.existing) + " that exist" +
                            (units.besides == 0 ? std::string()
                                                : ", and " + std::to_string(units.besides) +
                                                      " that did not exist on the last day") +
                            '.');
}

void add_notes(runtime::Listing& listing, const std::vector<HeadlineRow>& rows)
{
    std::int64_t undated = 0;
    for (const auto& row : rows) {
        undated += row.undated;
    }
    if (undated > 0) {
        listing.notes.push_back(
            "Dossiers without a day on this basis, in no figure: " + std::to_string(undated) + ".");
    }
    if (rows.empty()) {
        listing.notes.emplace_back("No figure: nothing is metered yet, or no dossier fits.");
    }
}

} // namespace

runtime::Listing headline_listing(const Facts& facts, const Question& question,
                                  const std::vector<HeadlineRow>& rows, runtime::Shape shape)
{
    runtime::Listing listing = framed(question);
    if (question.population == Population::received) {
        listing.notes.emplace_back("Proven is of the dossiers settled in these days.");
    }
    const bool table = shape == runtime::Shape::table;
    const bool units = question.grouping == store::Grouping::unit;
    const bool remarks = std::any_of(rows.begin(), rows.end(), [&](const HeadlineRow& row) {
        return !remark_of(row, facts.now).empty();
    });
    const auto named = [&](const HeadlineRow& row) {
        NamedRow values = group_values(facts, question, shape, row.unit, row.code);
        append(values, table ? for_people(row, units) : for_programs(row, units));
        if (!table) {
            append(values, unit_values(facts, row.unit));
        } else if (remarks) {
            values.push_back({"remark", "Remark", remark_of(row, facts.now)});
        }
        return values;
    };
    if (question.grouping == store::Grouping::nothing) {
        add_units(listing, facts, question);
    }
    set_columns(listing, named({}));
    for (const auto& row : rows) {
        add_row(listing, named(row));
    }
    add_notes(listing, rows);
    return listing;
}

} // namespace congto::rates
