#include "tests/support/manual_clock.h"

namespace congto::test {

ManualClock::ManualClock(runtime::Instant now) : now_(now) {}

runtime::Instant ManualClock::now()
{
    const std::lock_guard lock(mutex_);
    return now_;
}

std::chrono::steady_clock::time_point ManualClock::steady()
{
    const std::lock_guard lock(mutex_);
    return steady_;
}

void ManualClock::advance(std::chrono::microseconds by)
{
    const std::lock_guard lock(mutex_);
    now_ += by;
    steady_ += by;
}

void ManualClock::set(runtime::Instant now)
{
    const std::lock_guard lock(mutex_);
    now_ = now;
}

} // namespace congto::test
