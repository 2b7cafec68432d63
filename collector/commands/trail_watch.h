// The end of the audit trail, while the collector runs: what a cut tail is seen by.
#pragma once

#include "collector/access/audit.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <filesystem>
#include <optional>

namespace congto::collector {

// The chain tells what was changed, and not what was cut off its end. So where it ends is written
// into the log, which is kept elsewhere, at the start and once a day; and each minute the end that
// was seen last must still be there. A value of one thread.
class TrailWatch {
public:
    // The clock must outlive it.
    TrailWatch(std::filesystem::path access_file, runtime::Clock& clock)
        : file_(std::move(access_file)), clock_(clock)
    {
    }

    void look();

private:
    void look_now();

    std::filesystem::path file_;
    runtime::Clock& clock_;
    std::chrono::steady_clock::time_point due_{};
    std::chrono::steady_clock::time_point told_{}; // when the log is due
    std::optional<access::TrailEnd> seen_;
};

} // namespace congto::collector
