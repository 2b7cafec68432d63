// The days of one source in a few numbers: what is proven of them, and when they are read again.
#pragma once

#include "agent/reading/day_plan.h"
#include "agent/source/settings.h"
#include "agent/spool/report.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace congto::agent {

// Days that wait alike.
struct TierSummary {
    reading::Tier tier = reading::Tier::closed;
    std::uint64_t days = 0;
    std::uint64_t dossiers = 0;
    std::uint64_t due = 0; // days whose time has come
    std::optional<model::Instant> oldest_reading;
    std::optional<model::Instant> next; // the first of the others
};

struct DaysSummary {
    std::uint64_t days = 0; // = verified + disputed + differs + no_verdict + never_read
    std::uint64_t verified = 0;
    std::uint64_t disputed = 0;
    std::uint64_t differs = 0;
    std::uint64_t no_verdict = 0; // claimed
    std::uint64_t never_read = 0;
    std::uint64_t removed = 0;                    // dossiers
    std::optional<model::Instant> all_read_since; // none: some were never read
    std::uint64_t due = 0;
    std::optional<model::Instant> next;
    double share = 0;              // most they take of the time of the source's thread
    std::vector<TierSummary> plan; // the most urgent first; none without days
};

DaysSummary summary_of(const spool::SourceReport& source, const source::SqlSettings& settings,
                       model::Instant now);

} // namespace congto::agent
