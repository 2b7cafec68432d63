#include "collector/rates/comparison.h"

#include "collector/rates/named_values.h"
#include "collector/rates/rate.h"

namespace congto::rates {
namespace {

using runtime::Decimal;
using runtime::Shape;
using runtime::Value;

Value count_if(const std::optional<std::int64_t>& count)
{
    return count ? Value{*count} : Value{};
}

Value text_if(const std::string& text)
{
    return text.empty() ? Value{} : Value{text};
}

Value gap_of(const Compared& row)
{
    const auto rate = registers::parse_rate(row.reported.rate);
    const Count& measured = row.measured.count;
    if (!rate || row.measured.none) {
        return {};
    }
    return Decimal{gap_in_points(*rate, measured.numerator, measured.denominator), " pp"};
}

std::string unit_of(const registers::UnitRegister& units, const registers::ReportedFigure& one,
                    Shape shape)
{
    const registers::Unit* unit = units.with_id(one.unit);
    if (unit == nullptr) {
        return {};
    }
    return shape == Shape::table ? registers::marked_code(*unit, one.to)
                                 : registers::shown_code(*unit);
}

enum class Bodies : std::uint8_t { shown, left_out };

NamedRow values_of(const Compared& row, const Facts& facts, Shape shape, Bodies bodies)
{
    const registers::ReportedFigure& one = row.reported;
    NamedRow values{{"unit", "Unit", unit_of(facts.units, one, shape)}};
    if (bodies == Bodies::shown) {
        values.push_back({"body", "Body", text_if(one.body)});
    }
    append(values, {{"from", "From", model::text_of(one.from)},
                    {"to", "To", model::text_of(one.to)},
                    {"indicator", "Indicator", one.indicator},
                    {"reported_numerator", "Reported", count_if(one.numerator)},
                    {"reported_denominator", "of", count_if(one.denominator)},
                    {"reported_rate", "Rate", Decimal{one.rate, " %"}},
                    {"measured_numerator", "Measured", number_of(row.measured, &Count::numerator)},
                    {"measured_denominator", "of", number_of(row.measured, &Count::denominator)},
                    {"measured_rate", "Rate", rate_of(row.measured)},
                    {"gap", "Reported − measured", gap_of(row)},
                    {"no_figure", "Not measured", reason_of(row.measured)},
                    {"origin", "Origin", one.origin},
                    {"reported_on", "Reported on", model::text_of(one.reported_on)}});
    if (shape != Shape::table) {
        append(values, {{"measured_assisted", {}, number_of(row.measured, &Count::assisted)},
                        {"counted_as", {}, text_if(one.counted_as)}});
        append(values, unit_values(facts, one.unit));
    }
    return values;
}

} // namespace

runtime::Listing comparison_listing(const ComparisonArguments& arguments, const Facts& facts,
                                    Shape shape)
{
    const auto [rows, notes] = compared(arguments, facts);
    runtime::Listing listing;
    listing.facts = {{"basis", arguments.which.basis},
                     {"edition", std::int64_t{kCatalogueEdition}}};
    registers::ReportedFigure nothing;
    nothing.rate = "0";
    const bool has_bodies = arguments.bodies || arguments.which.body;
    const Bodies bodies = has_bodies || shape != Shape::table ? Bodies::shown : Bodies::left_out;
    set_columns(listing, values_of({nothing, {}}, facts, shape, bodies));
    for (const Compared& row : rows) {
        add_row(listing, values_of(row, facts, shape, bodies));
    }
    if (rows.empty()) {
        listing.notes.emplace_back("Nothing was reported of these days; congto-collector reported "
                                   "list shows what was.");
    } else if (shape != Shape::csv) {
        listing.notes.emplace_back(
            "Measured over the days of each report. Reports go by the nearest of our names; what "
            "their reporter divided by what is counted_as in JSON and CSV.");
    }
    listing.notes.insert(listing.notes.end(), notes.begin(), notes.end());
    return listing;
}

} // namespace congto::rates
