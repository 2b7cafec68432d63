// A province at work: changes to its dossiers at a rate, as they come.
#pragma once

#include "tests/province/database.h"
#include "tests/province/state.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace congto::province {

struct LiveOptions {
    double rate = 20;                                  // changes a second; 0 = as fast as it goes
    std::optional<std::chrono::milliseconds> duration; // none: until the changes are done
    std::optional<std::int64_t> changes;               // none: until the time is over
    // Share of changes in a transaction that is committed up to `late_by` after their row times.
    double late_share = 0.05;
    std::chrono::milliseconds late_by{5'000};
    double tie_share = 0.1;  // chance that a change begins a run sharing one modification time
    double hard_deletes = 0; // share of deletions that remove the rows altogether
    std::uint64_t seed = 0;
};

// What happened, by name: "submitted", "received", … and "late" for those committed late.
using Happened = std::map<std::string, std::int64_t>;

// Returns when done, or soon after `stop` is set; everything is committed then, and in the state.
// `late` is a second connection to the same source (unused with SQLite, which has one writer: there
// a late change is written when it is due, with its older time).
Happened live(State& state, Database& source, Database& late, const LiveOptions& options,
              const std::atomic<bool>& stop);

} // namespace congto::province
