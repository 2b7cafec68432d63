#include "collector/register/unit_field.h"

#include <algorithm>
#include <string>

namespace congto::registers {
namespace {

// The unit of the code on the first day, if it is still the same on the last.
const Unit* unit_throughout(const UnitRegister& units, std::string_view code, const Validity& days)
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

UnitId read_unit_field(RowReader& reader, std::string_view heading, const UnitRegister& units,
                       const Validity& days, std::string_view advice)
{
    const std::string code = reader.text_if(heading);
    if (const Unit* unit = unit_throughout(units, code, days)) {
        return unit->id;
    }
    if (units.knows(code)) {
        reader.fault(heading, reader.quoted(heading) + " is not one unit" + shown(days) + "; " +
                                  std::string(advice));
        return 0;
    }
    const auto candidate =
        std::find_if(units.all().begin(), units.all().end(),
                     [&](const Unit& unit) { return unit.code_candidate == code; });
    reader.fault(heading, reader.quoted(heading) +
                              (candidate == units.all().end()
                                   ? " is no unit of the unit register"
                                   : " is not confirmed as the code of " + candidate->name_vi +
                                         "; confirm it in the unit register first"));
    return 0;
}

} // namespace congto::registers
