// Which columns may be listed. Of this room alone.
#pragma once

#include "agent/mapping/ruleset.h"
#include "config/runtime/settings.h"

namespace congto::mapping {

// What a coded column, a body or a procedure holds is listed where no word stands for it. Faults
// are recorded in the file of `root` where such a column is one of accounts or of persons.
void refuse_listed_persons(const Ruleset& rules, runtime::Table root);

} // namespace congto::mapping
