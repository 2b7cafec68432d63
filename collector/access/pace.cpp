#include "collector/access/pace.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <chrono>

namespace congto::access {
namespace {

// "[2001:db8:1:2:3::4]" and its like: whoever has one address of a /64 has all of them. Others as
// they are.
std::string network_of(const std::string& host)
{
    std::string bare = host.substr(0, host.find('%'));
    if (bare.starts_with('[')) {
        bare = bare.substr(1, bare.find(']') - 1);
    }
    in6_addr address{};
    if (inet_pton(AF_INET6, bare.c_str(), &address) != 1 || IN6_IS_ADDR_V4MAPPED(&address)) {
        return host;
    }
    return std::string(reinterpret_cast<const char*>(address.s6_addr), 8);
}

} // namespace

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
