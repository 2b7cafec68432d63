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
#include <optional>
#include <thread>
#include <vector>

namespace congto::upkeep {

// Whether batches come with their payload, to be entered into a ledger again.
enum class Payloads : std::uint8_t { kept, left_out };

// What is applied in one transaction, in order: batches, or a decision alone.
struct ReplayGroup {
    std::vector<store::ReadyBatch> batches;
    std::optional<store::Decision> decision;
    model::Instant decided_at;
    std::int64_t through_entry = 0;

    bool empty() const { return batches.empty() && !decision; }
};

class LedgerFeed {
public:
    // The connection that is walked and `check` are the feed's until it ends.
    LedgerFeed(LedgerWalk walk, LedgerCheck& check, Payloads payloads);
    ~LedgerFeed();
    LedgerFeed(const LedgerFeed&) = delete;
    LedgerFeed& operator=(const LedgerFeed&) = delete;

    // The next group; an empty one: that was all. Throws what reading threw.
    ReplayGroup next();

private:
    void read_all();
    // False: nobody wants more.
    bool add(LedgerEntry entry);
    bool hand_over(ReplayGroup group);

    LedgerWalk walk_;
    LedgerCheck& check_;
    Payloads payloads_;
    ReplayGroup gathering_;      // of the reading thread
    std::uint64_t dossiers_ = 0; // of it

    std::mutex guard_;
    std::condition_variable changed_;
    std::deque<ReplayGroup> ready_;
    bool ended_ = false;    // by the reading thread
    bool unwanted_ = false; // by the other
    std::exception_ptr failure_;
    std::thread thread_;
};

} // namespace congto::upkeep
