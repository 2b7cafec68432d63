// One condition as a mapping file writes it. Of this room alone.
#pragma once

#include "agent/mapping/ruleset.h"
#include "config/runtime/settings.h"

#include <string_view>

namespace congto::mapping {

// The slot of the column named at `key`, which must be there.
Slot read_column(runtime::Table& holder, std::string_view key, Columns& columns);

// Faults are recorded: a condition without a column, with no test or with two, on a time that the
// mapping, whose times must be read already, has no column for.
Condition read_condition(runtime::Table table, Ruleset& rules);

} // namespace congto::mapping
