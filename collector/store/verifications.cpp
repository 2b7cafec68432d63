#include "collector/store/verifications.h"

#include "collector/store/statement.h"

#include <string_view>

namespace congto::store {
namespace {

// Days of a source that show something or were claimed. What a claim or the store knows more of is
// there; a day verified a while ago counts as far as it is still there.
constexpr std::string_view kDays = R"sql(
SELECT count(*), sum(standing = 1), sum(there), sum(CASE standing WHEN 1 THEN min(mapped, shown) ELSE 0 END),
       sum(held), max(CASE standing WHEN 1 THEN day END), min(CASE standing WHEN 1 THEN claimed_at END)
FROM (SELECT d.day AS day, coalesce(s.standing, 0) AS standing, coalesce(s.mapped, 0) AS mapped,
             d.count AS shown, coalesce(s.held, 0) AS held, s.claimed_at AS claimed_at,
             max(d.count + coalesce(s.held, 0), coalesce(s.mapped, 0)) + coalesce(s.quarantined, 0) AS there
      FROM day_sum d LEFT JOIN source_day s ON s.unit = d.unit AND s.source = d.source AND s.day = d.day
      WHERE d.unit = ?1 AND d.source = ?2 AND d.day BETWEEN ?3 AND ?4
      UNION ALL
      SELECT s.day, s.standing, s.mapped, 0, s.held, s.claimed_at, max(s.held, s.mapped) + s.quarantined
      FROM source_day s
      WHERE s.unit = ?1 AND s.source = ?2 AND s.day BETWEEN ?3 AND ?4 AND NOT EXISTS
            (SELECT 1 FROM day_sum d WHERE d.unit = s.unit AND d.source = s.source AND d.day = s.day))
)sql";

model::Day day_in(const Statement& row, int column)
{
    return {static_cast<std::int32_t>(row.integer(column))};
}

model::Instant instant_in(const Statement& row, int column)
{
    return model::Instant(std::chrono::microseconds(row.integer(column)));
}

constexpr std::string_view kShadowed =
    "SELECT coalesce(sum(shown + held), 0) FROM overlap WHERE unit = ?1 AND source = ?2 AND "
    "day BETWEEN ?3 AND ?4";

void read_days(Statement& days, SourceVerification& of)
{
    if (!days.step()) {
        return;
    }
    of.days = days.integer(0);
    of.days_verified = days.integer(1);
    of.in_source = days.integer(2);
    of.verified = days.integer(3);
    of.held = days.integer(4);
    if (!days.is_null(5)) {
        of.last_verified = day_in(days, 5);
        of.verified_since = instant_in(days, 6);
    }
    days.reset();
}

} // namespace

std::vector<SourceVerification> read_verifications(sqlite3* connection, const Period& opened)
{
    Statement sources(connection, "SELECT unit, id, name FROM source ORDER BY unit, name");
    Statement days(connection, kDays);
    Statement shadowed(connection, kShadowed);
    std::vector<SourceVerification> verifications;
    while (sources.step()) {
        SourceVerification& of = verifications.emplace_back();
        of.unit = sources.integer(0);
        of.source = sources.text(2);
        for (Statement* statement : {&days, &shadowed}) {
            statement->bind(1, of.unit);
            statement->bind(2, sources.integer(1));
            statement->bind(3, opened.from.number);
            statement->bind(4, opened.to.number);
        }
        read_days(days, of);
        shadowed.step();
        of.shadowed = shadowed.integer(0);
        shadowed.reset();
    }
    return verifications;
}

std::vector<HeldDay> read_held_days(sqlite3* connection)
{
    Statement row(connection,
                  "SELECT d.unit, d.source, s.name, d.day, d.held, "
                  "coalesce((SELECT sum(count) FROM day_sum t WHERE t.unit = d.unit AND "
                  "t.source = d.source AND t.day = d.day), 0), d.held_cause, d.held_since, d.kept "
                  "FROM source_day d JOIN source s ON s.id = d.source WHERE "
                  "d.held_cause IS NOT NULL AND d.held > 0 "
                  "ORDER BY d.unit, s.name, d.day");
    std::vector<HeldDay> days;
    while (row.step()) {
        HeldDay& day = days.emplace_back();
        day.of = {row.integer(0), row.integer(1)};
        day.source = row.text(2);
        day.day = day_in(row, 3);
        day.held = row.integer(4);
        day.shown = row.integer(5);
        day.cause = static_cast<wire::RemovalCause>(row.integer(6));
        day.since = instant_in(row, 7);
        day.kept = row.integer(8) != 0;
    }
    return days;
}

} // namespace congto::store
