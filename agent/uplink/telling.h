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

    // last: nothing is read any more, and the time of what was known last is news as well.
    enum class Turn : std::uint8_t { awaited, last };
    // True: something was sent.
    bool send(Turn turn);
    // The state was told.
    bool is_done(Turn turn) const;
    // And so long ago that a refusal of it would be here.
    bool is_over() const { return clock_.steady() >= due_ && is_done(Turn::awaited); }

private:
    bool is_told(const spool::Progress& progress, Turn turn) const;

    Stream& stream_;
    spool::Spool& spool_;
    runtime::Clock& clock_;
    const Waits& waits_;
    std::chrono::steady_clock::time_point due_{};
    std::chrono::steady_clock::time_point heartbeat_due_{};
    std::map<std::uint16_t, spool::Progress> told_;
};

} // namespace congto::uplink
