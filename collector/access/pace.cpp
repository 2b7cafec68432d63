#include "collector/access/pace.h"

#include "collector/access/network.h"

#include <algorithm>
#include <chrono>

namespace congto::access {

bool Pace::lets(const std::string& host, runtime::Instant now)
{
    const runtime::Instant minute = std::chrono::floor<std::chrono::minutes>(now);
    if (minute != minute_) {
        minute_ = minute;
        asked_ = 0;
        by_host_.clear();
    }
    if (asked_ >= of_all_) {
        return false;
    }
    std::size_t& of_host = by_host_[network_of(host)];
    if (of_host >= of_one_) {
        return false;
    }
    ++of_host;
    ++asked_;
    return true;
}

bool EntryPace::lets(const std::string& host, runtime::Instant now)
{
    // Also when the clock was set back.
    spent_until_ = std::clamp<runtime::Instant>(spent_until_, now - kStore * kEach, now);
    if (spent_until_ + kEach > now || !pace_.lets(host, now)) {
        return false;
    }
    spent_until_ += kEach;
    return true;
}

} // namespace congto::access
