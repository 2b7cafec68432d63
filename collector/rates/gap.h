// From a reported figure to the measured one, in steps that add up.
//
//   reported → the definition nearest to it → … one thing changed at each step … → end_to_end
//
// A step puts dossiers back into the denominator, or takes them out of the numerator. The first,
// from what was reported to the nearest definition, no definition explains. On the settled basis
// the walk goes on to end_to_end_proven.
#pragma once

#include "collector/rates/indicator.h"
#include "collector/register/reported.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace congto::rates {

// What is counted at one place of a walk. Those of the catalogue have their names there.
enum class Station : std::uint8_t {
    end_to_end,             // R1
    online_submission,      // R2
    online_with_assisted,   // online or assisted / all
    online_with_result,     // R3
    online_of_two_channels, // R4
    online_of_full,         // R5
    full_with_assisted,     // online or assisted, level full / all
    paid,                   // R1, and nothing due or paid at a counter
    paid_with_result,       // … and the result not fetched at a counter
    end_to_end_proven,      // … and no evidence of assisted entry or of a visit
};
inline constexpr std::size_t kStations = 10;

// One for each station, in that order: what is to be counted for a walk.
const std::vector<const Indicator*>& gap_indicators();
const Indicator& indicator_of(Station station);

// Of dossiers, with a denominator that is not 0.
struct Share {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;

    bool operator==(const Share&) const = default;
};
using Shares = std::array<std::optional<Share>, kStations>; // none: no dossier to be counted

struct Step {
    Station to = Station::end_to_end;
    Share share;             // there
    std::string_view change; // what was changed; of the first step nothing: it is the nearest

    bool operator==(const Step&) const = default;
};

// To end_to_end, or beyond it to end_to_end_proven. The first step leads to the definition nearest
// to what was reported, of several equally near to the strictest. Empty: there is no measured
// figure.
std::vector<Step> walk_from(registers::WrittenRate reported, const Shares& shares, bool to_proven);

// to − from, exactly, in lowest terms; the denominator is positive.
Share difference(const Share& from, const Share& to);
// What was reported, as a share.
Share as_share(registers::WrittenRate reported);

} // namespace congto::rates
