#include "collector/register/unit_field.h"

#include <algorithm>
#include <string>

namespace congto::registers {
namespace {

// The unit of the code on the first day, if it is still the same on the last.
const Unit* lasting_unit(const UnitRegister& units, std::string_view code, const Validity& days)
{
    const Unit* first = units.valid_on(code, days.from);
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

UnitFound unit_throughout(const UnitRegister& units, std::string_view code, const Validity& days,
                          std::string_view advice)
{
    if (const Unit* unit = lasting_unit(units, code, days)) {
        return {unit, {}};
    }
    if (units.knows(code)) {
        return {nullptr, " is not one unit" + shown(days) + "; " + std::string(advice)};
    }
    const auto candidate =
        std::find_if(units.all().begin(), units.all().end(),
                     [&](const Unit& unit) { return unit.code_candidate == code; });
    return {nullptr, candidate == units.all().end()
                         ? " is no unit of the unit register"
                         : " is not confirmed as the code of " + candidate->name_vi +
                               "; confirm it in the unit register first"};
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

} // namespace congto::registers
