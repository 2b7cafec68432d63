// How a day of a source stands, and what was decided of it.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/frozen.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace congto::store {

// By reconciliation; numbers are stored.
enum class DayStanding : std::uint8_t {
    unclaimed = 0, // the agent has not read it from end to end
    verified = 1,  // … and what it found is what is here
    differs = 2,   // … and it is not
    disputed = 3,  // … and it is, but for dossiers that are held
};

// A source of a unit.
struct SourceOfUnit {
    UnitId unit = 0;
    std::int64_t source = 0; // source.id

    auto operator<=>(const SourceOfUnit&) const = default;
};

// What an operator decided of the dossiers held of a source, for days opened. Or, `release`, that
// the spool of this number (in place of the source; no days) is used by one machine again. Or,
// `order`, in which order the sources of a unit count (no source, no days). Or, `erase`, that the
// fingerprints of all units' dossiers opened up to the end of the days are erased.
struct Decision {
    enum class Verdict : std::uint8_t { accept = 1, reject = 2, release = 3, order = 4, erase = 5 };

    std::int64_t number = 0; // in the order of deciding: 1, 2, …
    Verdict verdict = Verdict::accept;
    SourceOfUnit of;
    Period days;
    // A day of which more was held later is not decided on: nobody has seen that.
    model::Instant held_through{};
    std::vector<std::string> order{}; // names of the unit's sources, each once
    // What erased fingerprints came to; none: it did not take effect yet.
    std::optional<std::vector<FrozenCell>> frozen{};

    bool operator==(const Decision&) const = default;
};

} // namespace congto::store
