// D14: whether some days are unlike those before them.
//
// Only Monday to Friday are looked at: at weekends counters are closed, and what comes is online.
// flagged: dossiers of the days looked at that came online, assisted or not, beyond what the share
// of the days before gives, cut to a whole number; known and about: all dossiers of these days. So
// flagged / known is the step.
#pragma once

#include "collector/flags/group_counts.h"
#include "collector/rates/count.h"
#include "collector/register/campaign.h"

#include <array>
#include <map>

namespace congto::flags {

// The last so many calendar days of a month are compared with the days of it before them; of the
// comparisons that can be made, the one with the largest step counts.
inline constexpr std::array<int, 3> kLastDays{3, 5, 10};
// A campaign is compared with so many calendar days before it.
inline constexpr int kDaysBeforeCampaign = 30;
// With fewer dossiers on either side a comparison is not made.
inline constexpr std::int64_t kFewestOfStep = 50;

// No entry: no comparison could be made.
using Steps = std::map<GroupKey, SignalCount>;

// Of several months the sum; months that are not over are left out.
Steps steps_at_month_end(const store::Cells& cells, const rates::Question& question);

// The days of a campaign that are in the period; of several campaigns the one with the largest
// step.
Steps steps_in_campaigns(const store::Cells& cells, const rates::Question& question,
                         const registers::CampaignRegister& campaigns);

} // namespace congto::flags
