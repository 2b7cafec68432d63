// Entries of one source, packed into batches in the order the contract numbers them.
#pragma once

#include "agent/spool/outbox.h"

#include <cstdint>
#include <vector>

namespace congto::spool {

// Ids of one removal, of one part of a day's list, and of all of them in a batch. An entry cannot
// be sent in parts, and 64 KiB is the least a collector's batch_limit may be.
inline constexpr std::size_t kMostIds = 4'000;

// Appends inside the caller's transaction. A value of one function.
class Packing {
public:
    // `end` moves on with every batch; the last one is appended by close().
    Packing(Outbox& outbox, std::uint16_t source, std::size_t batch_entries, ChainEnd& end);

    // The next entries come into one batch: what a row says is not torn apart.
    void keep_together(std::size_t entries);
    void withdraw(const model::DossierId& dossier);
    void observe(model::Observation observation);
    // As many removals as the ids need.
    void remove(wire::RemovalCause cause, const std::vector<model::DossierId>& dossiers);
    void list(wire::DayList part);
    // Its number.
    std::uint64_t claim(const wire::DayClaim& claim);
    void close();
    // Of the entry that was added last, when no withdrawal or observation follows it.
    std::uint64_t last_number() const { return end_.sequence + body_.size(); }

    // Entries appended, of each kind that may be more than its callers count.
    std::uint64_t removals() const { return removals_; }
    std::uint64_t lists() const { return lists_; }

private:
    // Entries are numbered by kind: a batch that holds a later kind is over.
    enum class Kind : std::uint8_t { withdrawal, observation, removal, list, claim };
    void begin(Kind kind, std::size_t ids);

    Outbox& outbox_;
    std::size_t batch_entries_;
    ChainEnd& end_;
    wire::BatchBody body_;
    Kind last_ = Kind::withdrawal;
    std::size_t ids_ = 0; // in the removals and lists of the body, and bodies in its claims
    std::uint64_t removals_ = 0;
    std::uint64_t lists_ = 0;
};

} // namespace congto::spool
