// How often strangers may ask.
#pragma once

#include "config/runtime/clock.h"

#include <cstddef>
#include <map>
#include <string>

namespace congto::access {

// Counts by the minute, of each host (of IPv6 each network of 64 bits) and of all together. Memory
// is bounded: no more hosts are remembered than may ask in a minute. A value of one thread.
class Pace {
public:
    Pace(std::size_t of_one, std::size_t of_all) : of_one_(of_one), of_all_(of_all) {}

    // Whether one more may ask now; it counts if so.
    bool lets(const std::string& host, runtime::Instant now);

private:
    std::size_t of_one_;
    std::size_t of_all_;
    runtime::Instant minute_;
    std::size_t asked_ = 0;
    std::map<std::string, std::size_t> by_host_;
};

} // namespace congto::access
