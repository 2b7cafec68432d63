// What the log says of those who were given no certificate.
#pragma once

#include "config/runtime/clock.h"
#include "config/runtime/log.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace congto::access {

struct NotGiven {
    runtime::Severity severity = runtime::Severity::warning;
    std::string from;   // host of who asked
    std::string cause;  // "unknown"
    std::string detail; // a sentence
};

// Once a minute for one host and cause with how often it was: a stranger who asks without end
// fills no log. Memory is bounded: of no more than so many hosts and causes is it known when they
// were last said; of others nothing is said until there is room. A value of one thread.
class DenialsSaid {
public:
    static constexpr std::size_t kMostKnown = 1024;

    void note(const NotGiven& denied, runtime::Instant now);

private:
    struct Known {
        runtime::Instant said;
        std::uint64_t unsaid = 0;
    };
    std::map<std::pair<std::string, std::string>, Known> known_; // by host and cause
};

} // namespace congto::access
