// The unit register as a file: config/units/README.md says what its columns mean.
#pragma once

#include "collector/register/unit.h"

#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

// The units in the file's order, without ids. Throws runtime::BadSettings with every fault: a word
// or date that is none, a code on an unconfirmed row or none on another, two units with one code at
// one time, a successor that does not exist on the day after.
std::vector<Unit> read_units(std::string_view content, const std::string& file);

} // namespace congto::registers
