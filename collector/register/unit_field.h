// The code of a unit in a register file, resolved to the unit that it was.
#pragma once

#include "collector/register/read_lines.h"
#include "collector/register/unit.h"

#include <string_view>

namespace congto::registers {

// The unit whose code stands under `heading` and that is the same on every day of `days`. 0 and a
// fault: there is none; `advice` says what to write instead where the code changed its owner.
UnitId read_unit_field(RowReader& reader, std::string_view heading, const UnitRegister& units,
                       const Validity& days, std::string_view advice);

inline constexpr std::string_view kEndWithTheUnit =
    "end the line with the unit, and give what it became a line of its own";

} // namespace congto::registers
