// The notes of progress a stream has told.
#pragma once

#include "agent/spool/spool.h"
#include "agent/uplink/stream.h"
#include "agent/uplink/waits.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <cstdint>
#include <map>

namespace congto::uplink {

// A state, not an event: told when it is another one, and now and then without news. A value of one
// thread; what it is given must outlive it.
class Telling {
public:
    Telling(Stream& stream, spool::Spool& spool, runtime::Clock& clock, const Waits& waits)
        : stream_(stream), spool_(spool), clock_(clock), waits_(waits)
    {
    }

    enum class Turn : std::uint8_t { awaited, now };
    // True: something was sent.
    bool send(Turn turn);
    // The last state was told.
    bool is_done() const;
    // And so long ago that a refusal of it would be here.
    bool is_over() const { return clock_.steady() >= due_ && is_done(); }

private:
    Stream& stream_;
    spool::Spool& spool_;
    runtime::Clock& clock_;
    const Waits& waits_;
    std::chrono::steady_clock::time_point due_{};
    std::chrono::steady_clock::time_point heartbeat_due_{};
    std::map<std::uint16_t, spool::Progress> told_;
};

} // namespace congto::uplink
