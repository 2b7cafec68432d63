#include "collector/register/unit_field.h"

#include <algorithm>
#include <string>

namespace congto::registers {
namespace {

// The unit so called on the first day, if it is still the same on the last.
const Unit* lasting_unit(const UnitRegister& units, std::string_view called, const Validity& days)
{
    const Unit* first = units.valid_on(called, days.from);
    if (first == nullptr) {
        first = units.named_on(called, days.from);
    }
    if (first == nullptr) {
        return nullptr;
    }
    const bool lasts = days.to ? first->valid_on(*days.to) : !first->valid_to.has_value();
    return lasts ? first : nullptr;
}

std::string shown(const Validity& days)
{
    const std::string from = " from " + model::text_of(days.from);
    return days.to ? from + " to " + model::text_of(*days.to) : from + " on";
}

} // namespace

UnitFound unit_throughout(const UnitRegister& units, std::string_view called, const Validity& days,
                          std::string_view advice)
{
    if (const Unit* unit = lasting_unit(units, called, days)) {
        return {unit, {}};
    }
    const auto candidate =
        std::find_if(units.all().begin(), units.all().end(),
                     [&](const Unit& unit) { return unit.code_candidate == called; });
    if (!is_some_unit(units, called)) {
        return {nullptr, " is no unit of the unit register"};
    }
    if (!units.knows(called) && candidate != units.all().end()) {
        return {nullptr, " is not confirmed as the code of " + candidate->name_vi +
                             "; confirm it in the unit register first, or write the name"};
    }
    return {nullptr, " is not one unit" + shown(days) + "; " + std::string(advice)};
}

UnitId read_unit_field(RowReader& reader, std::string_view heading, const UnitRegister& units,
                       const Validity& days, std::string_view advice)
{
    const auto [unit, fault] = unit_throughout(units, reader.text_if(heading), days, advice);
    if (unit == nullptr) {
        reader.fault(heading, reader.quoted(heading) + fault);
        return 0;
    }
    return unit->id;
}

bool is_some_unit(const UnitRegister& units, std::string_view called)
{
    return std::any_of(units.all().begin(), units.all().end(), [&](const Unit& unit) {
        return unit.name_vi == called || unit.code == called || unit.code_candidate == called;
    });
}

} // namespace congto::registers
