// What a running collector refused: into the audit trail where somebody should know, and as
// metrics.
#pragma once

#include "collector/commands/identifying.h"
#include "collector/intake/refusals.h"
#include "config/runtime/clock.h"
#include "config/runtime/metrics.h"

#include <filesystem>
#include <vector>

namespace congto::collector {

// A value of one thread.
class Refusing {
public:
    // What it is given must outlive it.
    Refusing(std::filesystem::path access_file, intake::Refusals& refusals,
             const Identifying& identifying, runtime::Clock& clock);

    // Often: enters what is due. What cannot be written is said in the log, and not tried again.
    void look();
    // "congto_refused_total" by where it was ("stream", "handshake", "enrolment") and why.
    std::vector<runtime::Metric> metrics() const;

private:
    std::filesystem::path access_file_;
    intake::Refusals& refusals_;
    const Identifying& identifying_;
    runtime::Clock& clock_;
};

} // namespace congto::collector
