// D3 and D9: who submits for whom, and how often, by fingerprints.
#pragma once

#include "collector/flags/group_counts.h"
#include "collector/flags/thresholds.h"
#include "collector/rates/count.h"

#include <map>
#include <vector>

namespace congto::flags {

// Of online dossiers, assisted or not. known: of which the fingerprints asked for are there; of a
// submitter, of whose applicants none is told, nobody can say how many there are.
struct PersonCounts {
    SignalCount one_submitter;
    SignalCount split;
    Numerators flagged; // of the rates' numerators, those that no signal of cells flags

    bool operator==(const PersonCounts&) const = default;
};

void add(PersonCounts& sum, const PersonCounts& more);

// Fingerprints are equal for one person within a month opened: that is where submitters and matters
// are looked at, all of the unit's bodies and procedures together. Counted are dossiers received in
// the period and opened in it or in the month before. Of months whose fingerprints were erased what
// they came to is known, and counts alike, but for `flagged`. No entry: nobody told any.
//
// Reads every fingerprinted dossier of these months, some 5 µs each: of one unit at a time.
std::map<GroupKey, PersonCounts> persons(const store::Cells& cells,
                                         const registers::ProcedureRegister& procedures,
                                         const rates::Question& question, store::UnitId unit,
                                         const Thresholds& thresholds);

} // namespace congto::flags
