// The accounts of a running collector, looked at from outside: do they balance, and what are they.
#pragma once

#include "collector/store/reader.h"
#include "collector/store/state_directory.h"
#include "config/runtime/clock.h"
#include "config/runtime/metrics.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace congto::collector {

// Reads the store as any other reader does, so it sees what is committed. A value of one thread.
class Balances {
public:
    // So many sources are looked at at once: to add up ten years of each takes 0.1 s.
    static constexpr std::int64_t kSourcesAtOnce = 100;

    // Metrics are written to that file, if one is named, with what others have to tell. `clock`
    // must outlive it.
    using OtherMetrics = std::function<std::vector<runtime::Metric>()>;
    Balances(store::StateDirectory state, std::optional<std::filesystem::path> metrics,
             runtime::Clock& clock, OtherMetrics others = nullptr);

    // Looks when it is time to, every 15 s: at all spools, and at the next sources in turn. One
    // line in the log for each equation that does not hold, and when it could not look, each once
    // until it is otherwise. What it cannot read never ends what the collector is there for.
    void look();

private:
    using Numbers = std::set<std::int64_t>;

    void look_now();
    static void note(const store::Imbalances& looked_at, Numbers& known);

    const store::StateDirectory state_;
    const std::optional<std::filesystem::path> metrics_;
    runtime::Clock& clock_;
    const OtherMetrics others_;
    std::chrono::steady_clock::time_point due_{};
    Numbers unbalanced_spools_;
    Numbers unbalanced_sources_;
    std::int64_t next_after_ = 0; // sources that come next are numbered after it
    bool away_ = false;
};

} // namespace congto::collector
