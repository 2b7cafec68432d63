// What a person is to do about a store that does not hold what was written.
#pragma once

#include <string_view>

namespace congto::store {

// A part of it is damaged.
inline constexpr std::string_view kMendIt =
    "stop the collector and see what is damaged with `congto-collector verify`; `congto-collector "
    "rebuild` makes all but the ledger anew, `congto-collector restore` brings back a backup";
// It is no store any more.
inline constexpr std::string_view kReplaceIt =
    "move it away and bring back a backup with `congto-collector restore`, or make a new store "
    "with `congto-collector init`, to which agents send everything again";

} // namespace congto::store
