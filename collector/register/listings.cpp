#include "collector/register/listings.h"

#include <string>

namespace congto::registers {
namespace {

using runtime::Value;

Value text_if(std::string_view text)
{
    return text.empty() ? Value{} : Value{std::string(text)};
}

Value day_if(const std::optional<model::Day>& day)
{
    return day ? Value{model::text_of(*day)} : Value{};
}

Value claim(const std::optional<bool>& holds)
{
    return holds ? Value{*holds ? "yes" : "no"} : Value{};
}

std::string shown_successor(const Unit& unit)
{
    const bool both = !unit.successor_code.empty() && !unit.successor_name.empty();
    return unit.successor_code + (both ? " " : "") + unit.successor_name;
}

// Shown for people: "25", "perhaps 25".
std::string shown_stat_code(const Unit& unit)
{
    return unit.stat_code_candidate.empty() ? unit.stat_code
                                            : "perhaps " + unit.stat_code_candidate;
}

runtime::Listing units_for_people(const UnitRegister& units)
{
    runtime::Listing listing;
    listing.columns = {{"unit_code", "Code"},        {"kind", "Kind"},
                       {"name_vi", "Unit"},          {"valid_from", "From"},
                       {"valid_to", "To"},           {"successor", "Became"},
                       {"stat_code", "Statistical"}, {"certainty", "Certainty"}};
    for (const auto& unit : units.all()) {
        listing.rows.push_back({shown_code(unit), std::string(name_of(unit.kind)), unit.name_vi,
                                model::text_of(unit.valid_from), day_if(unit.valid_to),
                                text_if(shown_successor(unit)), text_if(shown_stat_code(unit)),
                                std::string(name_of(unit.certainty))});
    }
    return listing;
}

} // namespace

Value unit_value(const UnitRegister& units, UnitId id, model::Day on, runtime::Shape shape)
{
    const Unit* unit = units.with_id(id);
    if (unit == nullptr) {
        return {};
    }
    const bool marked = shape == runtime::Shape::table && !unit->code.empty();
    return marked ? marked_code(*unit, on) : shown_unit(units, id);
}

runtime::Listing units_listing(const UnitRegister& units, runtime::Shape shape)
{
    if (shape == runtime::Shape::table) {
        return units_for_people(units);
    }
    runtime::Listing listing;
    for (const char* name :
         {"unit_code", "kind", "name_vi", "name_en", "valid_from", "valid_to", "successor_code",
          "successor_name", "stat_code", "certainty", "code_candidate", "stat_code_candidate"}) {
        listing.columns.push_back({name, name});
    }
    for (const auto& unit : units.all()) {
        listing.rows.push_back({text_if(unit.code), std::string(name_of(unit.kind)), unit.name_vi,
                                unit.name_en, model::text_of(unit.valid_from),
                                day_if(unit.valid_to), text_if(unit.successor_code),
                                text_if(unit.successor_name), text_if(unit.stat_code),
                                std::string(name_of(unit.certainty)), text_if(unit.code_candidate),
                                text_if(unit.stat_code_candidate)});
    }
    return listing;
}

runtime::Listing procedures_listing(const ProcedureRegister& procedures, const UnitRegister& units,
                                    runtime::Shape shape)
{
    runtime::Listing listing;
    listing.columns = {{"code", "Code"},
                       {"name_vi", "Procedure"},
                       {"level", "Level"},
                       {"eligible", "Eligible for full"},
                       {"gives_result", "Gives a result"},
                       {"fee", "Fee"},
                       {"valid_from", "From"},
                       {"valid_to", "To"},
                       {"unit", "Own list of"}};
    for (const auto& one : procedures.all()) {
        const bool known = one.level != model::Level::unknown;
        listing.rows.push_back({one.code, one.name_vi,
                                known ? text_if(model::name_of(one.level)) : Value{},
                                claim(one.eligible), claim(one.gives_result), claim(one.fee),
                                model::text_of(one.valid_from), day_if(one.valid_to),
                                unit_value(units, one.unit, one.valid_from, shape)});
    }
    if (shape != runtime::Shape::csv && listing.rows.empty()) {
        listing.notes.emplace_back("the procedure register is empty; congto-collector procedures "
                                   "import fills it");
    }
    return listing;
}

runtime::Listing bodies_listing(const BodyRegister& bodies, const UnitRegister& units,
                                runtime::Shape shape)
{
    runtime::Listing listing;
    listing.columns = {
        {"code", "Code"},       {"unit", "Unit"},   {"name_vi", "Body"},         {"kind", "Kind"},
        {"valid_from", "From"}, {"valid_to", "To"}, {"successor_code", "Became"}};
    for (const auto& body : bodies.all()) {
        listing.rows.push_back({body.code, unit_value(units, body.unit, body.valid_from, shape),
                                body.name_vi, std::string(name_of(body.kind)),
                                model::text_of(body.valid_from), day_if(body.valid_to),
                                text_if(body.successor_code)});
    }
    if (shape != runtime::Shape::csv && listing.rows.empty()) {
        listing.notes.emplace_back("the register of bodies is empty; congto-collector bodies "
                                   "import fills it");
    }
    return listing;
}

runtime::Listing campaigns_listing(const CampaignRegister& campaigns, runtime::Shape shape)
{
    runtime::Listing listing;
    listing.columns = {{"name", "Campaign"}, {"from", "From"}, {"to", "To"}, {"text", "Text"}};
    for (const auto& one : campaigns.all()) {
        listing.rows.push_back(
            {one.name, model::text_of(one.from), model::text_of(one.to), text_if(one.text)});
    }
    if (shape != runtime::Shape::csv && listing.rows.empty()) {
        listing.notes.emplace_back("there is no campaign; congto-collector campaigns import takes "
                                   "them");
    }
    return listing;
}

runtime::Listing targets_listing(const TargetRegister& targets, const UnitRegister& units,
                                 runtime::Shape shape)
{
    runtime::Listing listing;
    listing.columns = {{"indicator", "Indicator"}, {"whom", "For"},
                       {"from", "From"},           {"to", "To"},
                       {"rate", "At least"},       {"campaign", "Campaign"}};
    for (const auto& one : targets.all()) {
        // In the file the days of a campaign's target stand with the campaign.
        const bool days = one.campaign.empty() || shape != runtime::Shape::csv;
        listing.rows.push_back({one.indicator,
                                one.whom == Whom::unit
                                    ? unit_value(units, one.unit, one.valid_from, shape)
                                    : Value{std::string(name_of(one.whom))},
                                days ? Value{model::text_of(one.valid_from)} : Value{},
                                days ? day_if(one.valid_to) : Value{},
                                runtime::Decimal{one.rate, " %"}, text_if(one.campaign)});
    }
    if (shape != runtime::Shape::csv && listing.rows.empty()) {
        listing.notes.emplace_back("there is no target; congto-collector targets import takes "
                                   "them");
    }
    return listing;
}

} // namespace congto::registers
