// What happens at the door, counted, and told in the log without being flooded.
#pragma once

#include "collector/dashboard/door/refusal.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

namespace congto::dashboard {

struct DoorCounts {                          // since the start, but for the lines
    std::size_t lines = 0;                   // open now
    std::array<std::uint64_t, 4> answered{}; // 2xx, 3xx, 4xx, 5xx
    std::array<std::uint64_t, kRefusals> refused{};

    std::uint64_t of(Refusal refusal) const
    {
        return refused.at(static_cast<std::size_t>(refusal));
    }
};

// Any thread.
class DoorCounter {
public:
    using Time = std::chrono::steady_clock::time_point;

    void lines(std::size_t open);
    void answered(int status);
    // In the log at most once a minute for each reason, with how many there were since.
    void refused(Refusal refusal, const std::string& from, Time now);
    DoorCounts counts() const;

private:
    struct Telling {
        Time due{};
        std::uint64_t untold = 0;
    };

    mutable std::mutex mutex_;
    DoorCounts counts_;
    std::array<Telling, kRefusals> telling_{};
};

} // namespace congto::dashboard
