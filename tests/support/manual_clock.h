// A clock that ticks when told to.
#pragma once

#include "config/runtime/clock.h"

#include <mutex>

namespace congto::test {

// Stands still until advanced. Any thread may call.
class ManualClock final : public runtime::Clock {
public:
    // 2026-02-03T00:00:00Z unless said.
    explicit ManualClock(runtime::Instant now = std::chrono::sys_days{std::chrono::year{2026} /
                                                                      std::chrono::February / 3});

    runtime::Instant now() override;
    std::chrono::steady_clock::time_point steady() override;

    void advance(std::chrono::microseconds by);
    // Moves the wall clock only, as an administrator would; steady() stays.
    void set(runtime::Instant now);

private:
    std::mutex mutex_;
    runtime::Instant now_;
    std::chrono::steady_clock::time_point steady_{std::chrono::hours(1)};
};

} // namespace congto::test
