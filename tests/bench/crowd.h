// Thousands of agents in this process: no source and no spool, but streams of their own, and the
// agents' own waits.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace congto::bench {

enum class Waiting {
    none, // every agent tries at once, and again at once
    full, // as the uplink waits: full jitter
};

// How a crowd got through.
struct Passed {
    std::chrono::steady_clock::time_point last; // receipt
    std::size_t attempts = 0;                   // streams begun
    std::size_t most_in_a_second = 0;           // … of these
};

// Agents of the units of today, in turn, each with a source of its own.
class Crowd {
public:
    // host:port, in plain text.
    Crowd(std::size_t agents, const std::string& address, std::uint64_t seed);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    // Each agent has one batch more, of one dossier, to send on its next stream: those without one
    // begin it, and again whenever it ends, until each has the receipt. Streams that are open stay
    // so. Throws std::runtime_error: not within the patience, or one was refused.
    Passed send_one_each(Waiting waiting, std::chrono::seconds patience);

private:
    struct Life;
    std::unique_ptr<Life> life_;
};

} // namespace congto::bench
