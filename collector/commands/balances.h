// The accounts of a running collector, looked at from outside: do they balance, and what are they.
#pragma once

#include "collector/store/state_directory.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace congto::collector {

// Reads the store as any other reader does, so it sees what is committed. A value of one thread.
class Balances {
public:
    // Metrics are written to that file, if one is named. `clock` must outlive it.
    Balances(store::StateDirectory state, std::optional<std::filesystem::path> metrics,
             runtime::Clock& clock);

    // Looks when it is time to, every 15 s. One line in the log for each equation that does not
    // hold, and when the metrics cannot be written, each once until it is otherwise.
    void look();

private:
    void look_now();

    const store::StateDirectory state_;
    const std::optional<std::filesystem::path> metrics_;
    runtime::Clock& clock_;
    std::chrono::steady_clock::time_point due_{};
    std::vector<std::string> known_; // imbalances that were reported
    bool unwritten_ = false;
};

} // namespace congto::collector
