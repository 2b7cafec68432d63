#include "collector/store/decided_days.h"

#include <algorithm>

namespace congto::store {
namespace {

// The columns from `first` on: source, day, sequence of the claim.
DayVerdict verdict_in(const Statement& row, int first)
{
    return {static_cast<std::uint16_t>(row.integer(first)),
            {static_cast<std::int32_t>(row.integer(first + 1))},
            static_cast<std::uint64_t>(row.integer(first + 2)),
            DayStanding::verified};
}

} // namespace

DecidedDays::DecidedDays(sqlite3* connection)
    : of_spool_(connection,
                "SELECT n.number, d.day, d.claim_sequence FROM spool_source n "
                "JOIN source s ON s.id = n.source "
                "JOIN source_day d ON d.unit = s.unit AND d.source = s.id "
                "WHERE n.spool = ?1 AND d.held_cause IS NOT NULL AND d.claim_spool = ?1 "
                "AND d.standing = 1"),
      of_decision_(connection,
                   "SELECT p.id, p.spool_id, n.number, d.day, d.claim_sequence FROM source_day d "
                   "JOIN spool p ON p.id = d.claim_spool "
                   "JOIN spool_source n ON n.spool = p.id AND n.source = d.source "
                   "WHERE d.unit = ?1 AND d.source = ?2 AND d.held_cause IS NOT NULL "
                   "AND d.standing = 1 AND d.day BETWEEN ?3 AND ?4")
{
}

std::vector<DayVerdict> DecidedDays::verified(SpoolNumber spool)
{
    of_spool_.bind(1, spool);
    std::vector<DayVerdict> verdicts;
    while (of_spool_.step()) {
        verdicts.push_back(verdict_in(of_spool_, 0));
    }
    return verdicts;
}

std::vector<DecidedDays::Verified> DecidedDays::verified(const Decision& decision)
{
    of_decision_.bind(1, decision.of.unit);
    of_decision_.bind(2, decision.of.source);
    of_decision_.bind(3, decision.days.from.number);
    of_decision_.bind(4, decision.days.to.number);
    std::vector<Verified> found;
    while (of_decision_.step()) {
        Verified one{of_decision_.integer(0), {}, verdict_in(of_decision_, 2)};
        const std::string_view id = of_decision_.blob(1);
        std::transform(id.begin(), id.begin() + std::min(id.size(), one.spool_id.size()),
                       one.spool_id.begin(),
                       [](char byte) { return static_cast<std::uint8_t>(byte); });
        found.push_back(one);
    }
    return found;
}

} // namespace congto::store
