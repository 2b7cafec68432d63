// A mapping file as a set of rules. Of this room alone.
#pragma once

#include "agent/mapping/ruleset.h"
#include "config/runtime/settings.h"

namespace congto::mapping {

// Faults are recorded in the file; what is read is of use only when there are none.
Ruleset read_mapping(runtime::SettingsFile& file);

// Without a cursor a source can only be read by days.
enum class HasCursor : std::uint8_t { no, yes };

// [reads]: the tables and columns the queries read, for whoever grants the rights to.
std::vector<source::TableRead> read_reads(runtime::Table reads);

// The [query.<dialect>] tables; `start` stands for the position before the first row.
QueriesByDialect read_queries(runtime::Table queries, const source::Position& start,
                              HasCursor cursor);

} // namespace congto::mapping
