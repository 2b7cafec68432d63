// Provinces, ministries, or the bodies of a unit in the order of a rate, as leaders read it.
//
// Ranks are by the exact fraction, within one table: equal fractions share a rank (1, 2, 2, 4), and
// what shows the same digits may have two. Without a figure there is no rank. What little is
// collected of is ranked all the same, and marked: who shows less must not leave the table by it.
#pragma once

#include "collector/rates/lists.h"
#include "collector/rates/period_asked.h"
#include "collector/rates/places.h"

#include <string_view>
#include <vector>

namespace congto::rates {

enum class RankedOf : std::uint8_t { provinces, ministries, communes, bodies, nation };
std::string_view name_of(RankedOf of);

struct RankedTable {
    RankedOf of = RankedOf::provinces;
    std::vector<Place> places; // by rank; those without a figure last, in the national order
    // All of them: sums of numerators and denominators. Of bodies the unit itself.
    Place together;
    UnitsCounted counted; // places with a figure, of those that exist
};

struct Ranking {
    std::vector<RankedTable> tables;
    PeriodBefore before;
};

// Of units: provinces, ministries, and the nation, which has no places. Of bodies: those at the
// level of communes, then the others, as far as the register of bodies knows them.
Ranking ranked(const Facts& facts, const RankingQuestion& asked);

} // namespace congto::rates
