// How much of a unit's sources the collector holds.
#pragma once

#include "collector/store/cells.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace congto::rates {

// Over all sources of a unit.
struct Coverage {
    std::int64_t collected = 0; // dossiers held
    // Dossiers the agents have mapped, quarantined or not read yet; none: an agent has not said.
    std::optional<std::int64_t> in_source;
    std::int64_t unsent = 0; // assigned a number by an agent, not durable here

    bool operator==(const Coverage&) const = default;
};

// None: the unit has no source, it is not metered.
std::optional<Coverage> coverage_of(store::UnitId unit,
                                    const std::vector<store::SourceHolding>& holdings);

// In per cent, cut: 100.00 only when nothing is missing. What an agent says of its source may be
// older than what arrived since: never above 100. None: not known, or nothing in the source.
std::optional<std::string> percent_of(const Coverage& coverage);

} // namespace congto::rates
