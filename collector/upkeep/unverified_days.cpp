#include "collector/upkeep/unverified_days.h"

#include "collector/store/statement.h"
#include "config/runtime/progress.h"

#include <string_view>

namespace congto::upkeep {
namespace {

// A source whose name is lost has a number still.
constexpr std::string_view kDays = R"sql(
SELECT k.unit, coalesce(s.name, 'source ' || k.source), coalesce(d.standing, 0),
       coalesce(d.kept, 0), k.day,
       coalesce((SELECT sum(t.count) FROM day_sum t WHERE t.unit = k.unit AND t.source = k.source
                                                       AND t.day = k.day), 0),
       coalesce(d.held, 0)
FROM (SELECT unit, source, day FROM day_sum UNION SELECT unit, source, day FROM source_day) k
     LEFT JOIN source s ON s.id = k.source
     LEFT JOIN source_day d ON d.unit = k.unit AND d.source = k.source AND d.day = k.day
ORDER BY k.unit, 2, k.source, k.day
)sql";

UnverifiedDays day_in(const store::Statement& row)
{
    UnverifiedDays day;
    day.unit = row.integer(0);
    day.source = row.text(1);
    day.standing = static_cast<store::DayStanding>(row.integer(2));
    day.kept = row.integer(3) != 0;
    day.from = day.to = {static_cast<std::int32_t>(row.integer(4))};
    day.days = 1;
    day.dossiers = static_cast<std::uint64_t>(row.integer(5));
    day.held = static_cast<std::uint64_t>(row.integer(6));
    return day;
}

bool stand_alike(const UnverifiedDays& left, const UnverifiedDays& right)
{
    return left.unit == right.unit && left.source == right.source &&
           left.standing == right.standing && left.kept == right.kept &&
           (left.held == 0) == (right.held == 0);
}

} // namespace

DayStandings read_day_standings(sqlite3* store)
{
    DayStandings standings;
    bool goes_on = false; // the day before is one of the last run
    store::Statement rows(store, kDays);
    while (rows.step()) {
        const UnverifiedDays day = day_in(rows);
        ++standings.days;
        if (day.standing == store::DayStanding::verified) {
            ++standings.verified;
            goes_on = false;
            continue;
        }
        if (!goes_on || !stand_alike(standings.unverified.back(), day)) {
            standings.unverified.push_back(day);
            goes_on = true;
            continue;
        }
        UnverifiedDays& run = standings.unverified.back();
        run.to = day.to;
        ++run.days;
        run.dossiers += day.dossiers;
        run.held += day.held;
    }
    return standings;
}

std::string reason_of(const UnverifiedDays& days)
{
    if (days.held != 0) {
        return runtime::grouped(days.held) +
               (days.kept ? " dossiers are no longer shown by the source, and stay as decided"
                          : " dossiers are no longer shown by the source: see congto-collector "
                            "withdrawals list");
    }
    switch (days.standing) {
    case store::DayStanding::unclaimed:
        return "not read from end to end by its agent yet";
    case store::DayStanding::verified:
        return "verified";
    case store::DayStanding::differs:
        return "what its agent found is not what is here; it reads them again";
    case store::DayStanding::disputed:
        return "what was held is shown again or decided; its agent reads them again";
    }
    return "of a standing this program does not know";
}

} // namespace congto::upkeep
