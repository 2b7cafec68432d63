#include "collector/rates/named_values.h"

#include "collector/rates/rate.h"

#include <utility>

namespace congto::rates {
namespace {

using runtime::Decimal;
using runtime::Value;

const char* word_of(store::Grouping grouping)
{
    switch (grouping) {
    case store::Grouping::nothing:
        return "nation";
    case store::Grouping::unit:
        return "unit";
    case store::Grouping::body:
        return "body";
    case store::Grouping::procedure:
        return "procedure";
    }
    return "";
}

} // namespace

void append(NamedRow& row, NamedRow more)
{
    for (auto& value : more) {
        row.push_back(std::move(value));
    }
}

void set_columns(runtime::Listing& listing, const NamedRow& row)
{
    for (const auto& value : row) {
        listing.columns.push_back({value.name, value.title});
    }
}

void add_row(runtime::Listing& listing, NamedRow row)
{
    std::vector<Value> values;
    for (auto& value : row) {
        values.push_back(std::move(value.value));
    }
    listing.rows.push_back(std::move(values));
}

NamedRow group_values(const Facts& facts, const Question& question, runtime::Shape shape,
                      store::UnitId id, const std::string& code)
{
    const auto* unit = facts.units.with_id(id);
    const bool table = shape == runtime::Shape::table;
    const bool nation = id == 0;
    const std::string unnamed = nation ? "Cả nước" : "unit " + std::to_string(id);
    NamedRow row{{"unit", "Code", {}}, {"name", "Unit", unit == nullptr ? unnamed : unit->name_vi}};
    if (unit != nullptr && (table || !unit->code.empty())) {
        row.front().value = table ? marked_code(*unit, question.today) : unit->code;
    }
    if (!table) {
        row.push_back({"kind", "Kind",
                       unit != nullptr ? Value{std::string(name_of(unit->kind))}
                       : nation        ? Value{"nation"}
                                       : Value{}});
    }
    if (question.grouping == store::Grouping::body) {
        row.push_back({"body", "Body", code});
    } else if (question.grouping == store::Grouping::procedure) {
        row.push_back({"procedure", "Procedure", code});
    }
    return row;
}

NamedRow unit_values(const Facts& facts, store::UnitId id)
{
    const auto* unit = facts.units.with_id(id);
    if (unit == nullptr) {
        return {{"unit_from", {}, {}}, {"unit_to", {}, {}}, {"unit_certainty", {}, {}}};
    }
    return {{"unit_from", {}, model::text_of(unit->valid_from)},
            {"unit_to", {}, unit->valid_to ? Value{model::text_of(*unit->valid_to)} : Value{}},
            {"unit_certainty", {}, std::string(name_of(unit->certainty))}};
}

Value rate_of(const Figure& figure)
{
    if (figure.none) {
        return {};
    }
    return Decimal{percent(figure.count.numerator, figure.count.denominator), " %"};
}

Value number_of(const Figure& figure, std::int64_t Count::*part)
{
    const bool counted =
        !figure.none || *figure.none == NoFigure::no_dossiers || *figure.none == NoFigure::untold ||
        *figure.none == NoFigure::no_procedures || *figure.none == NoFigure::list_untold;
    return counted ? Value{figure.count.*part} : Value{};
}

Value reason_of(const Figure& figure)
{
    return figure.none ? Value{std::string(text_of(*figure.none))} : Value{};
}

Value decimal_if(const std::optional<std::string>& digits, const char* suffix)
{
    return digits ? Value{Decimal{*digits, suffix}} : Value{};
}

runtime::Listing framed(const Question& question)
{
    runtime::Listing listing;
    const std::string from = model::text_of(question.period.from);
    const std::string to = model::text_of(question.period.to);
    const std::string basis(name_of(question.population));
    listing.facts = {{"period_from", from},
                     {"period_to", to},
                     {"basis", basis},
                     {"by", word_of(question.grouping)},
                     {"catalogue_edition", std::int64_t{kCatalogueEdition}},
                     {"as_of", model::text_of(question.today)}};
    const bool received = question.population == Population::received;
    listing.notes.push_back(std::string("Dossiers by the day ") +
                            (received ? "received" : "settled") + ", " + from + " to " + to +
                            "; basis " + basis + "; indicator catalogue, edition " +
                            std::to_string(kCatalogueEdition) + ".");
    return listing;
}

} // namespace congto::rates
