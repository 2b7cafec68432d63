// A ledger read and made ready by a thread of its own, ahead of the one that applies it.
//
//   ledger ─► LedgerWalk ─► LedgerCheck ─► groups ═ bounded queue ═► next()
//
#pragma once

#include "collector/upkeep/ledger_check.h"
#include "collector/upkeep/ledger_walk.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace congto::upkeep {

// Whether batches come with their payload, to be entered into a ledger again.
enum class Payloads : std::uint8_t { kept, left_out };

// What is applied in one transaction, in order.
struct ReplayGroup {
    std::vector<store::ReadyBatch> batches;
    std::int64_t through_entry = 0;
};

class LedgerFeed {
public:
    // The connection that is walked and `check` are the feed's until it ends.
    LedgerFeed(LedgerWalk walk, LedgerCheck& check, Payloads payloads);
    ~LedgerFeed();
    LedgerFeed(const LedgerFeed&) = delete;
    LedgerFeed& operator=(const LedgerFeed&) = delete;

    // The next group; without batches: that was all. Throws what reading threw.
    ReplayGroup next();

private:
    void read_all();
    // How many entries it added to the group. An entry that is no batch gets its place here.
    std::uint64_t add(LedgerEntry entry, ReplayGroup& group);
    // False: nobody wants it any more.
    bool hand_over(ReplayGroup group);

    LedgerWalk walk_;
    LedgerCheck& check_;
    Payloads payloads_;

    std::mutex guard_;
    std::condition_variable changed_;
    std::deque<ReplayGroup> ready_;
    bool ended_ = false;    // by the reading thread
    bool unwanted_ = false; // by the other
    std::exception_ptr failure_;
    std::thread thread_;
};

} // namespace congto::upkeep
