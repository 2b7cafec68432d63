// The line to the collector, for ever: greet, resume, send, take receipts, and again.
//
//   spool ─batch_after─► window ─► stream ══► collector
//     ▲                                         │
//     └──────── store(receipt) ◄── inbox ◄══════┘
//
// Two threads while a stream is open: the caller's sends, one receives; and one that renews the
// certificate, where the settings name an identity. Memory is the window and no
// more, however much is spooled.
#pragma once

#include "agent/uplink/renewal.h"
#include "agent/uplink/session.h"
#include "config/runtime/backoff.h"

#include <stop_token>

namespace congto::uplink {

class Uplink {
public:
    // What it is given must outlive it. Hears from the spool when batches are there.
    Uplink(const CollectorSettings& settings, spool::Spool& spool, runtime::Clock& clock,
           const Waits& waits = {});
    ~Uplink();
    Uplink(const Uplink&) = delete;
    Uplink& operator=(const Uplink&) = delete;

    // Retries for ever with full jitter; what a person must mend, slowly. Throws Corrupt: the spool
    // is damaged.
    void run(const std::stop_token& stop);
    // Any thread: run() ends when everything is receipted and the last progress was told.
    void finish();
    // Any thread: a stream is open and was welcomed.
    bool is_connected() const { return report_.is_connected(); }

private:
    void call(const std::stop_token& stop);
    Ending attempt(const std::stop_token& stop, bool& went_well);
    void tell_renewal(const Ending& ending);
    // How long to wait after it.
    std::chrono::milliseconds after(const Ending& ending, const std::stop_token& stop);
    void report_lost(const Ending& ending, const std::stop_token& stop);
    // True: what is too large for the collector, or for something between, is sent in parts.
    bool makes_smaller(const Ending& ending);

    CollectorSettings settings_;
    spool::Spool& spool_;
    runtime::Clock& clock_;
    Waits waits_;
    Bell bell_;
    Bell pause_; // between two attempts
    Report report_;
    BootNonce boot_nonce_;
    runtime::Backoff backoff_;
    runtime::Backoff slow_;
    std::string last_reason_;        // of a refusal since it last went well
    std::uint64_t most_bytes_;       // no larger batch is sent
    std::uint64_t largest_sent_ = 0; // by the last session
    std::atomic<bool> finishing_{false};
    std::optional<Renewal> renewal_; // none: there is no identity
    std::function<void()> on_welcome_;
};

} // namespace congto::uplink
