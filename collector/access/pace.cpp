#include "collector/access/pace.h"

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
    std::size_t& of_host = by_host_[host];
    if (of_host >= of_one_) {
        return false;
    }
    ++of_host;
    ++asked_;
    return true;
}

} // namespace congto::access
