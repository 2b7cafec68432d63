// Trying again later, without everybody trying at once.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <stop_token>

namespace congto::runtime {

// Full jitter: each wait is drawn evenly from zero to a limit that doubles up to `most`, so that
// five thousand programs that lost the same server do not come back together. One thread.
class Backoff {
public:
    using Milliseconds = std::chrono::milliseconds;

    Backoff(Milliseconds first, Milliseconds most) : first_(first), most_(most), limit_(first) {}

    Milliseconds next()
    {
        std::uniform_int_distribution<Milliseconds::rep> draw(0, limit_.count());
        const Milliseconds wait(draw(random_));
        limit_ = std::min(most_, limit_ * 2);
        return wait;
    }
    // It went well.
    void reset() { limit_ = first_; }
    Milliseconds limit() const { return limit_; }

private:
    Milliseconds first_;
    Milliseconds most_;
    Milliseconds limit_;
    std::minstd_rand random_{std::random_device{}()};
};

// False: stop was asked for before the time was over.
inline bool wait_for(const std::stop_token& stop, std::chrono::milliseconds time)
{
    std::mutex mutex;
    std::condition_variable_any asked;
    std::unique_lock lock(mutex);
    asked.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

} // namespace congto::runtime
