// Decisions that wait until the batches beside them are committed: an erasure of fingerprints,
// which may take long or fail for long, and what was decided after it, because decisions take
// effect in the order of their numbers.
#pragma once

#include "collector/store/store.h"
#include "config/runtime/clock.h"

#include <deque>
#include <exception>
#include <optional>
#include <vector>

namespace congto::intake {

// A value of the writer's thread.
class LaterDecisions {
public:
    // Both must outlive it.
    LaterDecisions(store::Store& store, runtime::Clock& clock);

    // Takes from these the first erasure and all after it; all of them while one waits.
    void set_aside(std::vector<store::Decision>& decisions);
    // Applies what waits, erasures in a transaction of their own. An erasure that fails, whatever
    // the reason, is one line in the log and is tried again a minute later. What agents are to be
    // told. Throws Corrupt: of another decision.
    std::vector<store::Told> take_up();

private:
    // Erasures that follow each other, or other decisions.
    store::Group first_run() const;
    bool waits() const;
    void fail(const char* event, const std::exception& why);

    store::Store& store_;
    runtime::Clock& clock_;
    std::deque<store::Decision> aside_;
    std::optional<runtime::Instant> failed_at_;
    bool told_ = false; // that it fails
};

} // namespace congto::intake
