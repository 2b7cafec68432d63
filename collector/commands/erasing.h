// Fingerprints that are old are let go: a decision as an operator's would be, made by the rule of
// the settings.
#pragma once

#include "collector/register/withdrawal.h"
#include "collector/store/reader.h"
#include "collector/store/state_directory.h"
#include "config/runtime/clock.h"
#include "proto/model/time.h"

#include <chrono>
#include <optional>
#include <vector>

namespace congto::collector {

// The last month opened that ended so long ago; none: they are kept until somebody decides.
std::optional<model::Month> erased_by_rule(runtime::Instant now, std::chrono::milliseconds keep);

// Decisions to erase what there is of months opened up to `through`: a month each, because what it
// came to is one entry of the ledger; oldest first. None of a month that an erasure still to be
// taken up erases. Throws as decisions_after and store::Reader.
std::vector<registers::WithdrawalDecision> erasures(const store::Reader& reader,
                                                    model::Month through);

// A value of one thread.
class Erasing {
public:
    // The clock must outlive it. Zero: nothing is done.
    Erasing(store::StateDirectory state, std::chrono::milliseconds keep, runtime::Clock& clock);

    // Each hour: decides, where there is something to erase; of months that were erased before,
    // once a day, because whatever stays is written anew. What cannot be decided for now is one
    // line in the log, and is tried again.
    void look();

private:
    void decide(model::Month through, runtime::Instant now);

    store::StateDirectory state_;
    std::chrono::milliseconds keep_;
    runtime::Clock& clock_;
    std::optional<runtime::Instant> looked_;
    std::optional<runtime::Instant> decided_;
};

} // namespace congto::collector
