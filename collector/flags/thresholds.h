// From how many on a signal is over: what the settings say in their table [detectors].
#pragma once

#include "collector/flags/signal.h"
#include "collector/register/reported.h"
#include "config/runtime/settings.h"

#include <array>
#include <cstdint>

namespace congto::flags {

struct Thresholds {
    Thresholds(); // as the catalogue has them

    std::int64_t least = 20; // fewer dossiers are never over
    // D3: more applicants of one submitter in a month are many.
    std::int64_t applicants_of_one_submitter = 20;
    // D9: so many dossiers of one applicant for one procedure within minutes are split.
    std::int64_t split_into = 5;
    std::array<registers::WrittenRate, kSignals> shares; // per cent, by place in the catalogue
};

// Whether so many of so many are over: at least `least`, and a larger share. Exact.
bool is_over(const Thresholds& thresholds, std::size_t signal, std::int64_t flagged,
             std::int64_t known);

// What is wrong is left in the file's faults.
Thresholds read_thresholds(runtime::Table table);

} // namespace congto::flags
