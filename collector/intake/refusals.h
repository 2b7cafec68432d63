// What was refused, to whom: counted, said in the log, and kept for the audit trail where an agent
// whose certificate is good asked for what no honest one asks for.
#pragma once

#include "config/runtime/clock.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace congto::intake {

struct Refusal {
    std::string
        cause; // "other_unit"; the contract's word for the reason where nothing finer is known
    std::string agent;  // "H44/main", by its certificate; empty: it showed none
    std::string serial; // of that certificate
    std::string peer;   // as gRPC names it: "ipv4:10.1.2.3:4711"; empty: a file
    std::string detail;
};

// Refusals of one agent for one cause since it was last told of them.
struct Repeated {
    Refusal last;
    std::uint64_t times = 0;
};

// Any thread. Memory is bounded: of no more than so many agents and causes is it known when they
// were last said; of the others everything is counted and nothing said until there is room.
class Refusals {
public:
    static constexpr std::size_t kMostKnown = 1024;
    // In the trail, an hour: it cannot be made shorter.
    static constexpr std::size_t kMostTold = 20;

    // In the log at once, then once a minute for one agent and cause with how often it was.
    void note(const Refusal& refusal, runtime::Instant now);
    // By cause, since the start. Every cause that is known beforehand is there.
    std::map<std::string, std::uint64_t> counts() const;
    // What is to be entered in the trail now: the first of an agent and cause at once, what follows
    // once an hour, and of one that was revoked once a day.
    std::vector<Repeated> to_be_told(runtime::Instant now);

private:
    struct Known {
        Refusal last;
        runtime::Instant said;
        std::uint64_t unsaid = 0;
        runtime::Instant told;
        std::uint64_t untold = 0;
    };

    Known* known(const Refusal& refusal, runtime::Instant now);

    mutable std::mutex guard_;
    std::map<std::string, std::uint64_t> counts_;
    std::map<std::pair<std::string, std::string>, Known> known_; // by cause, and agent or host
    runtime::Instant hour_;
    std::size_t told_in_hour_ = 0;
};

} // namespace congto::intake
