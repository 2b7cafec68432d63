// Which days are not known to be here as their sources have them, and why.
#pragma once

#include "collector/store/day_standing.h"

#include <cstdint>
#include <string>
#include <vector>

struct sqlite3;

namespace congto::upkeep {

// Days of a source one after the other that stand alike.
struct UnverifiedDays {
    store::UnitId unit = 0;
    std::string source; // its name
    store::DayStanding standing = store::DayStanding::unclaimed;
    bool kept = false; // disputed: an operator decided that the dossiers stay
    model::Day from;
    model::Day to;
    std::uint64_t days = 0; // that have dossiers, or were claimed
    std::uint64_t dossiers = 0;
    std::uint64_t held = 0; // that the source shows no longer and that count still
};

struct DayStandings {
    std::uint64_t days = 0;
    std::uint64_t verified = 0;
    std::vector<UnverifiedDays> unverified; // by unit, source and day: exactly the others
};

// Throws as store::Statement does.
DayStandings read_day_standings(sqlite3* store);

// "not read from end to end by its agent yet"
std::string reason_of(const UnverifiedDays& days);

} // namespace congto::upkeep
