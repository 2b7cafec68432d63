// The code of a unit in a register file, resolved to the unit that it was.
#pragma once

#include "collector/register/read_lines.h"
#include "collector/register/unit.h"

#include <string>
#include <string_view>

namespace congto::registers {

// A unit, or why there is none: to stand behind the code, as " is no unit of the unit register".
struct UnitFound {
    const Unit* unit = nullptr;
    std::string fault;
};

// The unit whose code this is on every day of `days`; `advice` says what to write instead where the
// code changed its owner.
UnitFound unit_throughout(const UnitRegister& units, std::string_view code, const Validity& days,
                          std::string_view advice);

// The unit whose code stands under `heading` and that is the same on every day of `days`. 0 and a
// fault: there is none.
UnitId read_unit_field(RowReader& reader, std::string_view heading, const UnitRegister& units,
                       const Validity& days, std::string_view advice);

inline constexpr std::string_view kEndWithTheUnit =
    "end the line with the unit, and give what it became a line of its own";

} // namespace congto::registers
