// A row by the rules: a pure function, but for the key's MAC. Of this room alone.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/mapping/ruleset.h"

namespace congto::mapping {

// The page's columns must be bound. Both throw runtime::Unavailable: the row has no cursor or key.
source::Position row_position(const Ruleset& rules, const std::vector<Cell>& row);
MappedRow map_row(const Ruleset& rules, const std::vector<Cell>& row, model::UnitKey& key);

} // namespace congto::mapping
