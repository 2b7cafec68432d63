// Where each spool stands, inside the transaction that moves it.
#pragma once

#include "collector/store/statement.h"
#include "collector/store/store.h"

#include <cstdint>
#include <map>
#include <optional>

namespace congto::store {

// A source as a batch of its spool meets it.
struct SourceStanding {
    std::int64_t id = 0;
    UnitId unit = 0;
    bool alone = false; // the unit has no other source
};

struct SpoolStanding {
    Receipt receipt;
    std::map<std::uint16_t, SourceStanding> sources;
};

// By source: the lowest counts first. Of one unit.
using Priorities = std::map<std::int64_t, std::int64_t>;

class SpoolBook {
public:
    explicit SpoolBook(sqlite3* connection);

    // None: no such spool.
    std::optional<SpoolStanding> standing(SpoolNumber spool);
    // Which source counts first; sources of other units are compared with nobody.
    std::int64_t priority(std::int64_t source);
    void give_priority(std::int64_t source, std::int64_t priority);
    void move(SpoolNumber spool, const Receipt& receipt, model::Instant now);
    void note(const ProgressNote& progress);
    void move_shown(std::int64_t source, std::int64_t difference);
    // After a rollback, or where the priorities may have been written by somebody else.
    void forget() { priorities_.clear(); }

private:
    Statement find_spool_;
    Statement find_sources_;
    Statement find_priority_;
    Statement give_priority_;
    Statement move_;
    Statement note_;
    Statement move_shown_;
    Priorities priorities_; // as far as they were asked for; of all units
};

} // namespace congto::store
