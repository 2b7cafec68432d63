// The last receipt, on its way into the spool.
#pragma once

#include "agent/spool/spool.h"
#include "agent/uplink/waits.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace congto::uplink {

// Receipts are cumulative and each storing is a write to the disk reading waits for: the last one
// is stored with the verdicts of all of them, a few times a second. A value of one thread; what it
// is given must outlive it.
class Receipts {
public:
    Receipts(spool::Spool& spool, runtime::Clock& clock, const Waits& waits)
        : spool_(spool), clock_(clock), waits_(waits)
    {
    }

    void take(spool::Receipt receipt);
    // It may not wait for others any more: none is to come.
    void hurry() { due_ = {}; }
    // True: it was stored. When the spool cannot be written it is kept and tried again later.
    // Throws what Spool::store() throws for a receipt that is not lawful.
    bool store();
    // One is not stored yet.
    bool waiting() const { return waiting_.has_value(); }
    // Until it may be stored; none: there is none.
    std::optional<std::chrono::milliseconds> wait() const;

private:
    spool::Spool& spool_;
    runtime::Clock& clock_;
    const Waits& waits_;
    std::optional<spool::Receipt> waiting_;
    std::chrono::steady_clock::time_point due_{};
    std::chrono::steady_clock::time_point not_before_{}; // the spool could not be written
};

} // namespace congto::uplink
