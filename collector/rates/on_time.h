// on_time on the basis received: dossiers received or still open in a period.
//
// Of the dossiers received up to the period's last day (R), those settled before its first day (S)
// are out; what is left was received in the period or came into it open:
//
//   denominator = R(≤ to) − S(< from)
//   numerator   = those of it settled by their due time + those open now and not yet due
//
// Settled is by status 9, 10 or 7. Everything is judged as the dossier stands now: one that was not
// yet due when the period ended and was settled late since is late. README.md has the edge cases.
#pragma once

#include "collector/rates/tally.h"

namespace congto::rates {

// Adds the counts of `indicator` (Reach::stock) at place `at`, by the question's groups.
void add_stock(Tally& tally, std::size_t at, const Indicator& indicator, const store::Cells& cells,
               const Question& question);

} // namespace congto::rates
