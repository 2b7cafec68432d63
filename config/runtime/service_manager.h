// What systemd is told, where it started this process; elsewhere nothing is done.
#pragma once

#include "config/runtime/clock.h"

#include <chrono>
#include <string_view>

namespace congto::runtime {

// It does its work from now on; `status` is shown by systemctl status.
void tell_ready(std::string_view status);
void tell_stopping();

// The unit's watchdog (WatchdogSec=): systemd ends and restarts a process that is not heard of in
// that time. Whoever looks after the work calls it once a round, and nobody from a thread of its
// own: to be heard of means that the rounds go on.
class Watchdog {
public:
    // The clock must outlive it.
    explicit Watchdog(Clock& clock);
    // Tells it, at most four times in the time allowed.
    void went_round();

private:
    Clock& clock_;
    std::chrono::microseconds every_{0}; // zero: nobody listens
    std::chrono::steady_clock::time_point due_{};
};

} // namespace congto::runtime
