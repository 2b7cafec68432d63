// D14: whether the days at a month's end are unlike those before them.
#pragma once

#include "collector/flags/group_counts.h"
#include "collector/rates/count.h"

#include <array>
#include <map>

namespace congto::flags {

// Only Monday to Friday are looked at: at weekends counters are closed, and what comes is online.
// The last so many calendar days of a month are compared with the days of it before them; of the
// comparisons that can be made, the one with the largest step counts.
inline constexpr std::array<int, 3> kLastDays{3, 5, 10};
// With fewer dossiers on either side a comparison is not made.
inline constexpr std::int64_t kFewestOfStep = 50;

// flagged: dossiers of the last days that came online, assisted or not, beyond what the share of
// the days before gives, cut to a whole number; known and about: all dossiers of these days. So
// flagged / known is the step. Of several months the sum; months that are not over are left out. No
// entry: no comparison could be made.
std::map<GroupKey, SignalCount> steps_at_month_end(const store::Cells& cells,
                                                   const rates::Question& question);

} // namespace congto::flags
