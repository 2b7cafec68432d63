// Wakes the one who sends: batches were spooled, something arrived, stop.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace congto::uplink {

// Any thread may ring; one waits. A ring before the wait is not lost.
class Bell {
public:
    void ring()
    {
        {
            const std::scoped_lock lock(mutex_);
            rung_ = true;
        }
        ringing_.notify_one();
    }

    void wait_for(const std::stop_token& stop, std::chrono::milliseconds time)
    {
        std::unique_lock lock(mutex_);
        ringing_.wait_for(lock, stop, time, [this] { return rung_; });
        rung_ = false;
    }

private:
    std::mutex mutex_;
    std::condition_variable_any ringing_;
    bool rung_ = false;
};

} // namespace congto::uplink
