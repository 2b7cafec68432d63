#include "collector/rates/ranking_values.h"

#include "collector/rates/rate.h"

namespace congto::rates {
namespace {

using runtime::Decimal;
using runtime::Shape;
using runtime::Value;

registers::WrittenRate shown(const Figure& figure)
{
    return *registers::parse_rate(percent(figure.count.numerator, figure.count.denominator));
}

// "+1.20" for people; a number for programs.
Decimal moved(std::string digits, const char* suffix, Shape shape)
{
    const bool up = digits.front() != '-' && digits.find_first_not_of("0.") != std::string::npos;
    return {(shape == Shape::table && up ? "+" : "") + std::move(digits), suffix};
}

// A difference of what is shown, then and now.
Value change_of(const Place& place, Shape shape)
{
    if (place.figure.none || place.before.none) {
        return {};
    }
    return moved(points_between(shown(place.before), shown(place.figure)), " pp", shape);
}

// Upwards.
Value places_of(const Place& place, Shape shape)
{
    if (!place.rank || !place.rank_before) {
        return {};
    }
    return moved(std::to_string(*place.rank_before - *place.rank), "", shape);
}

Value if_there(const std::optional<std::int64_t>& number)
{
    return number ? Value{*number} : Value{};
}

Value met_of(const Place& place)
{
    const bool told = place.target && !place.figure.none;
    return told ? Value{place.target_met ? "yes" : "no"} : Value{};
}

const char* together_name(RankedOf of)
{
    switch (of) {
    case RankedOf::provinces:
        return "Các tỉnh, thành phố";
    case RankedOf::ministries:
        return "Các bộ, ngành";
    case RankedOf::nation:
        return "Cả nước";
    case RankedOf::communes:
    case RankedOf::bodies:
        break;
    }
    return "";
}

} // namespace

NamedRow RankingRows::of(const RankedTable& table, const Place& place) const
{
    NamedRow row = who(table, place);
    append(row, shape_ == Shape::table ? for_people(place) : for_programs(place));
    if (shape_ != Shape::table) {
        append(row, {{"counted", {}, {}}, {"existing", {}, {}}});
        append(row, unit_values(facts_, place.unit));
    }
    return row;
}

NamedRow RankingRows::together(const RankedTable& table) const
{
    NamedRow row = of(table, table.together);
    const auto& counted = table.counted;
    const bool of_units = table.together.unit == 0;
    for (auto& value : row) {
        if (value.name == "name" && of_units) {
            value.value = together_name(table.of);
        } else if (value.name == "kind" && of_units) {
            value.value = table.of == RankedOf::nation ? Value{"nation"} : Value{};
        } else if (value.name == "line") {
            value.value = of_units ? "together" : "unit";
        } else if (value.name == "counted") {
            value.value = counted.counted;
        } else if (value.name == "existing") {
            value.value = counted.existing;
        } else if (value.name == "remark") {
            const auto text = std::get<std::string>(value.value);
            value.value = std::to_string(counted.counted) + " of " +
                          std::to_string(counted.existing) + " have a figure" +
                          (text.empty() ? "" : "; " + text);
        }
    }
    return row;
}

NamedRow RankingRows::who(const RankedTable& table, const Place& place) const
{
    Question by_unit = asked_.question;
    by_unit.grouping = store::Grouping::unit;
    NamedRow row;
    if (shape_ != Shape::table) {
        row = {{"table", {}, std::string(name_of(table.of))},
               {"line", {}, place.body ? "body" : "unit"}};
    }
    row.push_back({"rank", "Rank", if_there(place.rank)});
    append(row, group_values(facts_, by_unit, shape_, place.unit, {}));
    if (asked_.question.grouping != store::Grouping::body) {
        return row;
    }
    const auto* body = place.body && bodies_ ? bodies_->find(*place.body) : nullptr;
    const NamedRow of_body{
        {"body", "Code", place.body ? Value{*place.body} : Value{}},
        {"body_name", "Body", body == nullptr ? Value{} : Value{body->name_vi}},
        {"body_kind", "Kind",
         body == nullptr ? Value{} : Value{std::string(registers::name_of(body->kind))}}};
    if (shape_ != Shape::table) {
        append(row, of_body);
    } else if (place.body) {
        row.resize(1);
        append(row, of_body);
    } else { // the unit, in the columns of its bodies
        row.push_back({"body_kind", "Kind", {}});
    }
    return row;
}

NamedRow RankingRows::figures(const Place& place) const
{
    return {{"rate", "Rate", rate_of(place.figure)},
            {"change", "Change", change_of(place, shape_)},
            {shape_ == Shape::table ? "places" : "rank_change", "Places", places_of(place, shape_)},
            {"numerator", "Numerator", number_of(place.figure, &Count::numerator)},
            {"denominator", "Denominator", number_of(place.figure, &Count::denominator)},
            {"target", "Target", place.target ? Value{Decimal{*place.target, " %"}} : Value{}},
            {"target_met", "Met", met_of(place)}};
}

NamedRow RankingRows::for_people(const Place& place) const
{
    NamedRow row = figures(place);
    append(row, coverage_values(place.coverage));
    row.push_back({"remark", "Remark", remark(place)});
    return row;
}

NamedRow RankingRows::for_programs(const Place& place) const
{
    NamedRow row = figures(place);
    append(row, {{"no_figure", {}, reason_of(place.figure)},
                 {"rank_before", {}, if_there(place.rank_before)},
                 {"rate_before", {}, rate_of(place.before)},
                 {"numerator_before", {}, number_of(place.before, &Count::numerator)},
                 {"denominator_before", {}, number_of(place.before, &Count::denominator)},
                 {"no_figure_before", {}, reason_of(place.before)},
                 {"self_service", {}, number_of(place.figure, &Count::self_service)},
                 {"assisted", {}, number_of(place.figure, &Count::assisted)},
                 {"low_coverage", {}, place.low_coverage ? "yes" : "no"}});
    append(row, coverage_numbers(place.coverage));
    return row;
}

std::string RankingRows::remark(const Place& place) const
{
    std::string text;
    const auto add = [&](const std::string& more) {
        text += (text.empty() || more.empty() ? "" : "; ") + more;
    };
    if (place.figure.none) {
        add("no figure: " + std::string(text_of(*place.figure.none)));
    }
    if (place.low_coverage) {
        add("low coverage");
    }
    add(coverage_remark(place.coverage, facts_.now));
    return text;
}

} // namespace congto::rates
