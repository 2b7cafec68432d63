// A share of a thread's time for work that may wait.
#pragma once

#include <algorithm>
#include <chrono>

namespace congto::reading {

class TimeShare {
public:
    using Time = std::chrono::steady_clock::time_point;

    bool allows(Time now) const { return now >= free_at_; }
    // Work that ended now took so long, and may take that share of the time: above 0, at most 1. A
    // moment's rest before pays for it, and time that follows for what that does not.
    void spent(Time::duration took, double share, Time now)
    {
        const auto whole =
            std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(took) / share);
        free_at_ = std::max(free_at_, now - kBurst) + whole;
    }

private:
    static constexpr std::chrono::seconds kBurst{1};

    Time free_at_{};
};

} // namespace congto::reading
