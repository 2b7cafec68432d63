#include "collector/register/unit.h"

#include <algorithm>

namespace congto::registers {
namespace {

template <typename Matches>
const Unit* first_where(const std::vector<Unit>& units, Matches matches)
{
    const auto found = std::find_if(units.begin(), units.end(), matches);
    return found == units.end() ? nullptr : &*found;
}

} // namespace

std::string_view name_of(UnitKind kind)
{
    switch (kind) {
    case UnitKind::province:
        return "province";
    case UnitKind::ministry:
        return "ministry";
    }
    return "";
}

std::string_view name_of(Certainty certainty)
{
    switch (certainty) {
    case Certainty::confirmed:
        return "confirmed";
    case Certainty::likely:
        return "likely";
    case Certainty::unconfirmed:
        return "unconfirmed";
    }
    return "";
}

const Unit* UnitRegister::valid_on(std::string_view code, model::Day day) const
{
    return first_where(units_, [&](const Unit& unit) {
        return !code.empty() && unit.code == code && unit.valid_on(day);
    });
}

const Unit* UnitRegister::named_on(std::string_view name_vi, model::Day day) const
{
    return first_where(units_, [&](const Unit& unit) {
        return !name_vi.empty() && unit.name_vi == name_vi && unit.valid_on(day);
    });
}

const Unit* UnitRegister::with_id(UnitId id) const
{
    return first_where(units_, [&](const Unit& unit) { return unit.id == id; });
}

const Unit* UnitRegister::successor_of(const Unit& ended) const
{
    if (!ended.valid_to || (ended.successor_code.empty() && ended.successor_name.empty())) {
        return nullptr;
    }
    const model::Day next{ended.valid_to->number + 1};
    return first_where(units_, [&](const Unit& unit) {
        return unit.valid_on(next) && unit.id != ended.id &&
               (ended.successor_code.empty() || unit.code == ended.successor_code) &&
               (ended.successor_name.empty() || unit.name_vi == ended.successor_name);
    });
}

bool UnitRegister::knows(std::string_view code) const
{
    return !code.empty() &&
           first_where(units_, [&](const Unit& unit) { return unit.code == code; }) != nullptr;
}

std::string shown_code(const Unit& unit)
{
    if (!unit.code.empty()) {
        return unit.code;
    }
    return unit.code_candidate.empty() ? "unconfirmed"
                                       : "unconfirmed, perhaps " + unit.code_candidate;
}

std::string shown_unit(const UnitRegister& units, UnitId id)
{
    const Unit* unit = units.with_id(id);
    if (unit == nullptr) {
        return "unit " + std::to_string(id);
    }
    return unit->code.empty() ? unit->name_vi : unit->code;
}

std::string marked_code(const Unit& unit, model::Day on)
{
    const std::string likely = unit.certainty == Certainty::likely ? "likely" : "";
    const std::string until =
        unit.valid_to && *unit.valid_to < on ? "until " + model::text_of(*unit.valid_to) : "";
    const std::string mark = likely + (likely.empty() || until.empty() ? "" : ", ") + until;
    return shown_code(unit) + (mark.empty() ? "" : " (" + mark + ')');
}

} // namespace congto::registers
