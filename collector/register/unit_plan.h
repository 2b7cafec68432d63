// Finds the units of a file again among those the register holds.
#pragma once

#include "collector/register/unit.h"

#include <string>
#include <vector>

namespace congto::registers {

// `wanted` in its order, each with the id it has among `held`, or the next that no unit ever had.
// By kind, name and first day; else, for a unit renamed, by code and first day. Throws
// runtime::BadSettings naming every unit held that `wanted` lacks: dossiers may count for it.
std::vector<Unit> with_kept_ids(const std::vector<Unit>& held, std::vector<Unit> wanted,
                                const std::string& file);

} // namespace congto::registers
