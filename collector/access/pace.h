// How often strangers may ask.
#pragma once

#include "config/runtime/clock.h"

#include <chrono>
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

// How often strangers may add to what nothing makes shorter again: by the minute, and of all
// together a store of entries that fills slowly, so that months of asking add little. A value of
// one thread.
class EntryPace {
public:
    static constexpr int kStore = 500;              // entries, as long as few asked
    static constexpr std::chrono::minutes kEach{2}; // … until there is one more

    EntryPace(std::size_t of_one, std::size_t of_all) : pace_(of_one, of_all) {}

    // Whether one more may be entered now; it counts if so.
    bool lets(const std::string& host, runtime::Instant now);

private:
    Pace pace_;
    runtime::Instant spent_until_; // each entry takes kEach of the time that is behind
};

} // namespace congto::access
