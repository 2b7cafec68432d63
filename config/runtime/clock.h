// Time as something one is given.
#pragma once

#include <chrono>

namespace congto::runtime {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// Passed to whoever asks for now. Any thread may call.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() = 0;
    // Never goes backwards: for intervals and time-outs.
    virtual std::chrono::steady_clock::time_point steady() = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() override;
    std::chrono::steady_clock::time_point steady() override;
};

} // namespace congto::runtime
