// Reads a ledger from entry to entry.
#pragma once

#include "collector/store/ready_batch.h"

#include <cstdint>
#include <string>
#include <vector>

struct sqlite3;

namespace congto::upkeep {

// An entry as it lies in the ledger.
struct LedgerEntry {
    std::int64_t number = 0;
    store::SpoolNumber spool = 0;
    std::uint64_t first_sequence = 0;
    std::uint64_t last_sequence = 0;
    model::Instant received_at;
    std::string chain; // 32 bytes, if they are what was written
    std::string payload;
    std::vector<store::MonthFingerprints> fingerprints; // that are left, by month
};

// Entries lie in a table that is only appended to, so they need no snapshot: they are read some
// megabytes at a time, and between these nothing holds back the checkpoint of a running collector.
// A value of one thread.
class LedgerWalk {
public:
    // The entries after `after`, up to and with `through`.
    LedgerWalk(sqlite3* store, std::int64_t after, std::int64_t through)
        : store_(store), after_(after), through_(through)
    {
    }

    // The next ones, in order; none: that was all. Throws as store::Statement does.
    std::vector<LedgerEntry> next();

private:
    void add_fingerprints(std::int64_t before, std::vector<LedgerEntry>& entries);

    sqlite3* store_;
    std::int64_t after_;
    std::int64_t through_;
};

// The number of the newest entry; 0: there is none.
std::int64_t last_entry(sqlite3* store);

} // namespace congto::upkeep
