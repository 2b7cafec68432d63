// One stream from its greeting to its end.
#pragma once

#include "agent/spool/spool.h"
#include "agent/uplink/bell.h"
#include "agent/uplink/ending.h"
#include "agent/uplink/inbox.h"
#include "agent/uplink/receipts.h"
#include "agent/uplink/report.h"
#include "agent/uplink/telling.h"
#include "agent/uplink/waits.h"
#include "agent/uplink/window.h"
#include "config/runtime/clock.h"

#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace congto::uplink {

// A value of one thread; what it is given must outlive it.
class Session {
public:
    struct Parts {
        Stream& stream;
        spool::Spool& spool;
        Bell& bell;
        runtime::Clock& clock;
        Report& report;
        const Waits& waits;
        const std::atomic<bool>& finishing; // end when everything is told
        std::uint64_t most_bytes;           // no larger batch is sent, whatever the collector says
        const std::atomic<bool>& renewed;   // end in good order: another certificate is to be tried
        const std::function<void()>& welcomed; // the collector knows this agent
    };

    Session(const Parts& parts, const BootNonce& boot_nonce);

    // Throws what Spool throws.
    Ending run(const std::stop_token& stop);
    // It went well enough to begin the next waits from the shortest.
    bool has_gone_well() const { return well_; }
    // Bytes of the largest batch that was sent.
    std::uint64_t largest_sent() const { return largest_sent_; }

private:
    Ending talk(Inbox& inbox, const std::stop_token& stop);
    std::optional<Ending> await_welcome(Inbox& inbox, const std::stop_token& stop);
    std::optional<Ending> over(Inbox& inbox, const std::stop_token& stop);
    std::optional<Ending> take_receipt(Inbox& inbox);
    void rest();
    // True: something was sent.
    bool send_batches(std::optional<Ending>& ending);
    std::optional<Ending> split_or_refuse(std::uint64_t bytes);
    bool all_receipted();
    void went_well();
    Ending say_goodbye(Inbox& inbox, Ending::Why why);

    Parts with_;
    BootNonce boot_nonce_;
    spool::Incarnation incarnation_{};
    std::uint64_t batch_limit_ = 0;
    Window window_{0};
    std::uint64_t welcomed_through_ = 0;
    bool taken_more_ = false; // the collector took something of this stream
    std::uint64_t sent_through_ = 0;
    std::uint64_t largest_sent_ = 0;
    std::uint64_t sent_bytes_ = 0; // since the spool was last at rest
    std::optional<spool::SpooledBatch> next_;
    Receipts receipts_;
    Telling telling_;
    bool well_ = false;
};

} // namespace congto::uplink
