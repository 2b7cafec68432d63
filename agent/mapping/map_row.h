// A row by the rules: a pure function, but for the key's MAC. Of this room alone.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/mapping/ruleset.h"

namespace congto::mapping {

// The page's columns must be bound. Throws runtime::Unavailable: the row has no cursor or key.
MappedRow map_row(const Ruleset& rules, const std::vector<Cell>& row, model::UnitKey& key);

} // namespace congto::mapping
