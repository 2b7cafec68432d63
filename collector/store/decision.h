// A decision as the store's ledger keeps it: a line of text, of `erase` several.
//
//   accept <unit id> <source id> <first day> <last day> <held through>
//   reject …
//   release <unit id> <spool id> 0 0 0
//   erase 0 0 0 <last day of the month> 0
//     <unit id> <month opened> <month received> <body id> <procedure id> <class> <applicants>
//       <parts> <count>                                       a line each: frozen.h
//   order <unit id> <source name> <source name> …             no name holds a space
//
// Days since 1970-01-01, microseconds since 1970 UTC.
#pragma once

#include "collector/store/day_standing.h"

#include <string>
#include <string_view>

namespace congto::store {

// The ledger's entries of this spool are decisions, numbered as they were made.
inline constexpr std::int64_t kDecisions = 0;

std::string text_of(const Decision& decision);
// Throws runtime::Corrupt.
Decision decision_in(std::string_view text, std::int64_t number);

} // namespace congto::store
