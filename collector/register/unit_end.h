// Units that a file ends sooner, and what other registers say of them.
#pragma once

#include "collector/register/unit.h"

#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::registers {

// Throws runtime::BadSettings: of a unit that `wanted` ends sooner than the register does, a list,
// a body or a target lasts longer. After the unit's end its code may be another's; what that one
// has somebody must say. Reports stay: what was reported was.
void require_lines_within(const std::vector<Unit>& wanted, SQLite::Database& registers,
                          const std::string& file);

} // namespace congto::registers
