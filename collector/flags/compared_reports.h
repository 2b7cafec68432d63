// D13: what units reported, against what is measured.
#pragma once

#include "collector/flags/group_counts.h"
#include "collector/flags/signal.h"
#include "collector/rates/answer.h"

#include <map>
#include <string>

namespace congto::flags {

// |reported − measured| as flagged, of the larger of the two.
struct ComparedReport {
    SignalCount dossiers; // denominators
    SignalCount numerator;
    bool measured = true; // false: it has no dossier to compare with
    std::string of;       // "end_to_end, report 118/BC, 2026-02-01"
};

// Of units that reported a numerator and a denominator for exactly the period, of an indicator that
// is measured on the basis received: the latest report of end_to_end, else of the indicator that
// comes first in the catalogue. By unit; none for one that reported nothing.
std::map<store::UnitId, ComparedReport> compared_reports(const rates::Facts& facts,
                                                         const rates::Question& question);

} // namespace congto::flags
