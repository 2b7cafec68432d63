// What the collector said, from the thread that receives to the one that sends.
#pragma once

#include "agent/uplink/bell.h"
#include "agent/uplink/messages.h"
#include "agent/uplink/stream.h"

#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace congto::uplink {

// Receives from its construction until the stream is over, on a thread of its own. Receipts are
// cumulative: of those not taken yet the last one is kept, with the verdicts of all of them.
class Inbox {
public:
    Inbox(Stream& stream, Bell& bell);
    // Cancels the stream, unless it is over.
    ~Inbox();
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    std::optional<Welcome> take_welcome();
    std::optional<spool::Receipt> take_receipt();
    // Why nothing more will come.
    std::optional<Refusal> refusal();
    std::optional<Unlawful> unlawful();
    bool is_over();

private:
    void receive();

    Stream& stream_;
    Bell& bell_;
    std::mutex mutex_;
    std::optional<Welcome> welcome_;
    std::optional<spool::Receipt> receipt_;
    std::optional<Refusal> refusal_;
    std::optional<Unlawful> unlawful_;
    bool over_ = false;
    std::thread receiving_;
};

} // namespace congto::uplink
