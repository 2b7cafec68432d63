#include "collector/register/listings.h"

#include <algorithm>
#include <string>

namespace congto::registers {
namespace {

using runtime::Value;

Value text_if(const std::string& text)
{
    return text.empty() ? Value{} : Value{text};
}

Value number_if(const std::optional<std::int64_t>& number)
{
    return number ? Value{*number} : Value{};
}

} // namespace

runtime::Listing reported_listing(const std::vector<ReportedFigure>& figures,
                                  const UnitRegister& units, runtime::Shape shape)
{
    const bool table = shape == runtime::Shape::table;
    const bool bodies = !table || std::any_of(figures.begin(), figures.end(),
                                              [](const auto& one) { return !one.body.empty(); });
    runtime::Listing listing;
    listing.columns = {{"unit", "Unit"}};
    if (bodies) {
        listing.columns.push_back({"body", "Body"});
    }
    for (const runtime::Column& column :
         std::initializer_list<runtime::Column>{{"from", "From"},
                                                {"to", "To"},
                                                {"indicator", "Indicator"},
                                                {"numerator", "Numerator"},
                                                {"denominator", "Denominator"},
                                                {"rate", "Rate"},
                                                {"origin", "Origin"},
                                                {"reported_on", "Reported on"}}) {
        listing.columns.push_back(column);
    }
    if (!table) {
        listing.columns.push_back({"counted_as", "Counted as"});
    }
    for (const auto& one : figures) {
        std::vector<Value> row{unit_value(units, one.unit, one.to, shape)};
        if (bodies) {
            row.push_back(text_if(one.body));
        }
        row.insert(row.end(),
                   {model::text_of(one.from), model::text_of(one.to), one.indicator,
                    number_if(one.numerator), number_if(one.denominator),
                    runtime::Decimal{one.rate, " %"}, one.origin, model::text_of(one.reported_on)});
        if (!table) {
            row.push_back(text_if(one.counted_as));
        }
        listing.rows.push_back(std::move(row));
    }
    if (shape != runtime::Shape::csv && listing.rows.empty()) {
        listing.notes.emplace_back("nothing was reported yet; congto-collector reported import "
                                   "takes figures");
    }
    return listing;
}

} // namespace congto::registers
