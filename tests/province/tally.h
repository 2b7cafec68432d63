// What each indicator counts, said once more from the definitions.
#pragma once

#include "tests/province/birth.h"
#include "tests/province/dossier.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace congto::province {

enum class Basis : std::uint8_t { received, settled };

struct Share {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;

    bool operator==(const Share&) const = default;
};

// Dossiers of one place and time, counted. `dossiers` is the denominator of the headline: rows that
// are no dossiers, flawed, deleted, copied in, or outside the basis' statuses are in none.
struct Tally {
    std::int64_t dossiers = 0;
    Share end_to_end, end_to_end_proven, online_submission, online_assisted;
    Share online_of_two_channels, online_of_full, paid_online;
    // Every procedure of a simulated province gives a result.
    Share online_with_result, result_electronic;
    Share on_time;
    // As such provinces report themselves: every dossier of a level that could be online is.
    Share reported;
    std::map<std::string, std::int64_t> channels, levels, fees, results, statuses;
};

// Days, both included.
struct Period {
    std::string name;
    DayNumber from = 0;
    DayNumber to = 0;
};

// A dossier that counts with whoever reads the source rightly.
bool is_mapped(const Dossier& dossier);
// By its status.
bool is_in(Basis basis, Status status);
// None: the source does not tell it.
std::optional<DayNumber> day_on(Basis basis, const Dossier& dossier);

// Counts one dossier of the period, in everything but on_time.
void count(Tally& tally, const Dossier& dossier, Basis basis, ShapeName shape);

// settled: settled in the period, by the due time. received: a stock, of what was received in the
// period or was still open in it; what is open now is on time until its due day is over.
enum class Timing : std::uint8_t { no_part_of_it, on_time, not_on_time };
Timing timing_of(const Dossier& dossier, Basis basis, const Period& period, DayNumber today);

} // namespace congto::province
