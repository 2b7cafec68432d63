// Figures made to look better, in known amounts: what detectors of integrity have to find.
//
// Planted dossiers are dossiers more than a back-fill is asked for, each with one trick; afterwards
// others are changed where they stand. Of the wide shape alone, which has the columns that show it.
#pragma once

#include "tests/province/database.h"
#include "tests/province/dossier.h"
#include "tests/province/state.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace congto::province {

using Amounts = std::map<Trick, std::int64_t>; // dossiers; no entry of 0

// "D4" as its trick; none: no trick of that name.
std::optional<Trick> trick_named(std::string_view detector);
std::string name_of(Trick trick);
// Played when a dossier comes in, not on one that is there.
bool is_played_at_entry(Trick trick);

// Dossiers of one applicant's matter, and of the same few minutes.
inline constexpr std::int64_t kSplitInto = 8;
// One after the other at one counter.
inline constexpr std::int64_t kBurst = 10;
// Dossiers that come of one.
std::int64_t group_of(Trick trick);

// Before its life: such as the trick is played on. It came in online, whatever chance had said.
void dress(Dossier& dossier, Trick trick);
// After its life: it was received at least, and shows the trick's traces. `until` as in a
// back-fill.
void bend(Dossier& dossier, Second until);

// Changes dossiers that are there, chosen by chance, and their rows in the source, as of the real
// clock's now. Throws std::runtime_error: there are not as many that fit.
void tamper(State& state, Database& source, const Amounts& amounts);

// One JSON object: of every trick, month received (of codes opened), body and procedure how many
// dossiers whoever reads the source rightly should find; of deleted ones, how many were there.
std::string planted_json(const State& state);

} // namespace congto::province
