#include "collector/store/decided_days.h"

#include <algorithm>

namespace congto::store {

DecidedDays::DecidedDays(sqlite3* connection)
    : verified_(connection,
                "SELECT n.number, d.day, d.claim_sequence FROM spool_source n "
                "JOIN source s ON s.id = n.source "
                "JOIN source_day d ON d.unit = s.unit AND d.source = s.id "
                "WHERE n.spool = ?1 AND d.held_cause IS NOT NULL AND d.claim_spool = ?1 "
                "AND d.standing = 1"),
      claiming_(connection,
                "SELECT DISTINCT p.id, p.spool_id FROM source_day d "
                "JOIN spool p ON p.id = d.claim_spool WHERE d.unit = ?1 AND d.source = ?2 "
                "AND d.held_cause IS NOT NULL AND d.day BETWEEN ?3 AND ?4")
{
}

std::vector<DayVerdict> DecidedDays::verified(SpoolNumber spool)
{
    verified_.bind(1, spool);
    std::vector<DayVerdict> verdicts;
    while (verified_.step()) {
        verdicts.push_back({static_cast<std::uint16_t>(verified_.integer(0)),
                            {static_cast<std::int32_t>(verified_.integer(1))},
                            static_cast<std::uint64_t>(verified_.integer(2)),
                            DayStanding::verified});
    }
    return verdicts;
}

std::vector<DecidedDays::Claiming> DecidedDays::claiming(const Decision& decision)
{
    claiming_.bind(1, decision.of.unit);
    claiming_.bind(2, decision.of.source);
    claiming_.bind(3, decision.days.from.number);
    claiming_.bind(4, decision.days.to.number);
    std::vector<Claiming> found;
    while (claiming_.step()) {
        Claiming one{claiming_.integer(0), {}};
        const std::string_view id = claiming_.blob(1);
        std::transform(id.begin(), id.begin() + std::min(id.size(), one.spool_id.size()),
                       one.spool_id.begin(),
                       [](char byte) { return static_cast<std::uint8_t>(byte); });
        found.push_back(one);
    }
    return found;
}

} // namespace congto::store
