// Fingerprints that are old are let go: a decision as an operator's would be, made by the rule of
// the settings.
#pragma once

#include "collector/store/state_directory.h"
#include "config/runtime/clock.h"
#include "proto/model/time.h"

#include <chrono>
#include <optional>

namespace congto::collector {

// The last month opened that ended so long ago; none: they are kept until somebody decides.
std::optional<model::Month> erased_by_rule(runtime::Instant now, std::chrono::milliseconds keep);

// A value of one thread.
class Erasing {
public:
    // The clock must outlive it. Zero: nothing is done.
    Erasing(store::StateDirectory state, std::chrono::milliseconds keep, runtime::Clock& clock);

    // Each hour: decides, where there is something to erase. What cannot be decided for now is one
    // line in the log, and is tried again.
    void look();

private:
    void decide(model::Month through) const;

    store::StateDirectory state_;
    std::chrono::milliseconds keep_;
    runtime::Clock& clock_;
    std::optional<runtime::Instant> looked_;
};

} // namespace congto::collector
