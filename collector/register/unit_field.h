// A unit as a register file names it, resolved to the unit that it was.
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

// The unit so called, by code or else by name, on every day of `days`. Names are for units without
// a confirmed code. `advice` says what to write instead where the code or name changed its owner.
UnitFound unit_throughout(const UnitRegister& units, std::string_view called, const Validity& days,
                          std::string_view advice);

// The unit under `heading`, likewise. 0 and a fault: there is none.
UnitId read_unit_field(RowReader& reader, std::string_view heading, const UnitRegister& units,
                       const Validity& days, std::string_view advice);

// Whether any unit at any time is so called, by code or name, or perhaps has that code.
bool is_some_unit(const UnitRegister& units, std::string_view called);

inline constexpr std::string_view kEndWithTheUnit =
    "end the line with the unit, and give what it became a line of its own";

} // namespace congto::registers
