// The shipped units as a register numbers them: H44 was one unit until 2025-06-30 and is another
// since.
#pragma once

#include "collector/register/unit.h"

#include <string_view>
#include <vector>

namespace congto::test {

const registers::UnitRegister& shipped_register();
registers::UnitId unit_of(std::string_view code, std::string_view on);
model::Day day(std::string_view text);
// H44 without a name: unit 1 until the middle of 2025, unit 2 since.
std::vector<registers::Unit> both_h44();

} // namespace congto::test
