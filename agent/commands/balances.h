// The accounts of a running agent: do they balance, and what are they.
#pragma once

#include "agent/spool/spool.h"
#include "config/runtime/clock.h"
#include "config/runtime/metrics.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace congto::agent {

// A value of one thread.
class Balances {
public:
    // What else is measured, at each writing.
    using More = std::function<std::vector<runtime::Metric>()>;

    // Metrics are written to that file, if one is named. Both references must outlive it.
    Balances(spool::Spool& spool, std::optional<std::filesystem::path> metrics,
             runtime::Clock& clock, More more = {});

    // Looks when it is time to, every 15 s. One line in the log for each equation that does not
    // hold, and when the metrics cannot be written, each once until it is otherwise.
    void look();

private:
    void write(const spool::Accounts& accounts);

    spool::Spool& spool_;
    const std::optional<std::filesystem::path> metrics_;
    runtime::Clock& clock_;
    std::chrono::steady_clock::time_point due_{};
    std::vector<std::string> known_; // imbalances that were reported
    bool unwritten_ = false;
    const More more_;
};

} // namespace congto::agent
