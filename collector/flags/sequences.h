// D16 and the bursts of D2: how the codes of dossiers are numbered.
#pragma once

#include "collector/flags/group_counts.h"
#include "collector/rates/count.h"

#include <map>

namespace congto::flags {

// about: of a day that several sources of the unit tell of a body, what the one says that says
// most; of such days nothing is known.
struct SequenceCounts {
    SignalCount holes;  // of the numbers given, those of which there is no row
    SignalCount bursts; // of the numbers seen, those in bursts of online dossiers

    bool operator==(const SequenceCounts&) const = default;
};

// By unit and by body. By days opened, which are mostly those received. No entry:
// codes are not known to be numbered.
std::map<GroupKey, SequenceCounts> sequences(const store::Cells& cells,
                                             const rates::Question& question);

} // namespace congto::flags
