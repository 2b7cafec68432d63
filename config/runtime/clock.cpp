#include "config/runtime/clock.h"

namespace congto::runtime {

Instant SystemClock::now()
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::chrono::steady_clock::time_point SystemClock::steady()
{
    return std::chrono::steady_clock::now();
}

} // namespace congto::runtime
