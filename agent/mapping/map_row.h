// A row by the rules: a pure function, but for the key's MAC. Of this room alone.
#pragma once

#include "agent/mapping/explained.h"
#include "agent/mapping/mapping.h"
#include "agent/mapping/ruleset.h"

namespace congto::mapping {

// The page's columns must be bound. Both throw runtime::Unavailable: the row has no cursor or key.
source::Position row_position(const Ruleset& rules, const std::vector<Cell>& row);
MappedRow map_row(const Ruleset& rules, const std::vector<Cell>& row, model::UnitKey& key);

// Parts of it (row_parts.cpp).
const char* why_absent(const RowTime& time);
RowTimes read_times(const Ruleset& rules, const std::vector<Cell>& row);
// What a pseudonym is made of.
struct Identity {
    std::string code; // canonical
    model::Day opened;
};
std::variant<Identity, Rejection> identity_of(const Ruleset& rules, const RowView& row);

// The same row for people. Throws as map_row.
Explained explain_row(const Ruleset& rules, const std::vector<Cell>& row, model::UnitKey& key);

} // namespace congto::mapping
