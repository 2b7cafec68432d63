// A source read for as long as the agent runs: away, back, and never twice the same line about it.
#pragma once

#include "agent/reading/beat.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

namespace congto::reading {

// A value of one thread. Everything given must outlive it.
class Reading {
public:
    // Whoever shows it is told why reading pauses, and nothing when it goes on.
    using Tell = std::function<void(const std::string& why)>;
    Reading(std::string name, std::chrono::milliseconds poll, Beat& beat, runtime::Clock& clock,
            Tell tell = {});

    // Until asked to stop. Waits with full jitter while the source is away, the disk full or a
    // column missing, and goes on by itself. Throws Corrupt: the spool is damaged.
    void run(const std::stop_token& stop);
    // Reads all there is, once. Throws what was wrong when it stays wrong for longer than
    // `patience`.
    void run_once(const std::stop_token& stop, std::chrono::milliseconds patience);

private:
    // One line when it goes away, one when the reason changes, one when it is back.
    void went_well();
    void went_wrong(const std::string& why);
    void remember(const std::string& why);

    std::string name_;
    std::chrono::milliseconds poll_;
    Beat& beat_;
    runtime::Clock& clock_;
    Tell tell_;
    std::string wrong_; // why it is away; empty: it is not
    std::chrono::steady_clock::time_point reported_at_{};
    std::chrono::steady_clock::time_point away_since_{};
};

} // namespace congto::reading
