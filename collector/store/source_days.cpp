#include "collector/store/source_days.h"

#include "proto/model/digest.h"

#include <chrono>

namespace congto::store {
namespace {

void bind_day(Statement& statement, const SourceOfUnit& of, model::Day day)
{
    statement.bind(1, of.unit);
    statement.bind(2, of.source);
    statement.bind(3, day.number);
}

void bind_days(Statement& statement, const SourceOfUnit& of, const Period& days)
{
    bind_day(statement, of, days.from);
    statement.bind(4, days.to.number);
}

std::int64_t microseconds(model::Instant at)
{
    return at.time_since_epoch().count();
}

// The first column of the first row; 0: there is none.
std::int64_t only_number(Statement& statement)
{
    if (!statement.step()) {
        return 0;
    }
    const std::int64_t number = statement.integer(0);
    statement.reset();
    return number;
}

} // namespace

SourceDays::SourceDays(sqlite3* connection)
    : move_held_(connection,
                 "INSERT INTO source_day (unit, source, day, held) VALUES (?1, ?2, ?3, ?4) "
                 "ON CONFLICT DO UPDATE SET held = held + excluded.held"),
      find_sum_(connection, "SELECT count, id_sum, digest_sum FROM day_sum WHERE unit = ?1 AND "
                            "source = ?2 AND day = ?3 AND digest_edition = ?4"),
      find_day_(connection, "SELECT held, kept, removed_lately, removed_at FROM source_day WHERE "
                            "unit = ?1 AND source = ?2 AND day = ?3"),
      month_shown_(connection, "SELECT coalesce(sum(count), 0) FROM day_sum WHERE unit = ?1 AND "
                               "source = ?2 AND day BETWEEN ?3 AND ?4"),
      month_lately_(connection, "SELECT coalesce(sum(iif(removed_at > ?5, removed_lately, 0) + "
                                "iif(kept = 0, held, 0)), 0) FROM source_day WHERE unit = ?1 AND "
                                "source = ?2 AND day BETWEEN ?3 AND ?4"),
      note_removed_(connection,
                    "INSERT INTO source_day (unit, source, day, removed_lately, removed_at) "
                    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET "
                    "removed_lately = excluded.removed_lately, removed_at = excluded.removed_at"),
      note_held_(connection,
                 "UPDATE source_day SET held_cause = ?4, held_since = ?5, kept = 0, "
                 "standing = iif(standing = 1, 3, standing) WHERE unit = ?1 AND source = ?2 AND "
                 "day = ?3"),
      claim_(connection,
             "INSERT INTO source_day (unit, source, day, standing, claimed_at, claim_spool, "
             "claim_sequence, mapped, quarantined, left_out) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO UPDATE SET "
             "standing = excluded.standing, claimed_at = excluded.claimed_at, "
             "claim_spool = excluded.claim_spool, claim_sequence = excluded.claim_sequence, "
             "mapped = excluded.mapped, quarantined = excluded.quarantined, "
             "left_out = excluded.left_out, "
             // Nothing is held: the verdict on this claim is the last word about what was.
             "held_cause = iif(held > 0, held_cause, NULL), "
             "held_since = iif(held > 0, held_since, NULL)"),
      find_held_(connection, "SELECT day FROM source_day WHERE unit = ?1 AND source = ?2 AND day "
                             "BETWEEN ?3 AND ?4 AND held > 0 AND held_since <= ?5 ORDER BY day"),
      accept_(connection, "UPDATE source_day SET kept = 0, "
                          "standing = CASE standing WHEN 3 THEN 1 ELSE standing END "
                          "WHERE unit = ?1 AND source = ?2 AND day = ?3"),
      keep_(connection, "UPDATE source_day SET kept = 1 WHERE unit = ?1 AND source = ?2 AND "
                        "day = ?3")
{
}

void SourceDays::move_held(const SourceOfUnit& of, model::Day day, std::int64_t by)
{
    bind_day(move_held_, of, day);
    move_held_.bind(4, by);
    move_held_.run();
}

// The window goes on while removals do: somewhat more is held than would be by the day.
std::int64_t SourceDays::removed_lately(const SourceOfUnit& of, model::Day day, model::Instant at)
{
    bind_day(find_day_, of, day);
    if (!find_day_.step()) {
        return 0;
    }
    const bool counts = find_day_.integer(3) > microseconds(at - kLately);
    const std::int64_t removed = counts ? find_day_.integer(2) : 0;
    find_day_.reset();
    return removed;
}

std::int64_t SourceDays::shown(const SourceOfUnit& of, model::Day day)
{
    bind_day(find_sum_, of, day);
    find_sum_.bind(4, model::kDigestEdition);
    return only_number(find_sum_);
}

Loss SourceDays::day_loss(const SourceOfUnit& of, model::Day day, model::Instant at)
{
    Loss loss{shown(of, day), 0, removed_lately(of, day, at)};
    bind_day(find_day_, of, day);
    if (find_day_.step()) {
        loss.lately += find_day_.integer(1) == 0 ? find_day_.integer(0) : 0;
        find_day_.reset();
    }
    return loss;
}

Loss SourceDays::month_loss(const SourceOfUnit& of, model::Month month, model::Instant at)
{
    const Period days{model::first_day(month), model::last_day(month)};
    bind_days(month_shown_, of, days);
    bind_days(month_lately_, of, days);
    month_lately_.bind(5, microseconds(at - kLately));
    return {only_number(month_shown_), 0, only_number(month_lately_)};
}

Losses SourceDays::losses(const SourceOfUnit& of, const std::map<model::Day, std::int64_t>& lost,
                          model::Instant at)
{
    Losses losses;
    for (const auto& [day, count] : lost) {
        losses.days[day] = day_loss(of, day, at);
        losses.days[day].lost = count;
        const auto [month, first] = losses.months.try_emplace(model::month_of(day));
        if (first) {
            month->second = month_loss(of, month->first, at);
        }
        month->second.lost += count;
    }
    return losses;
}

void SourceDays::note_removed(const SourceOfUnit& of, model::Day day, std::int64_t count,
                              model::Instant at)
{
    const std::int64_t before = removed_lately(of, day, at);
    bind_day(note_removed_, of, day);
    note_removed_.bind(4, before + count);
    note_removed_.bind(5, microseconds(at));
    note_removed_.run();
}

void SourceDays::note_held(const SourceOfUnit& of, model::Day day, wire::RemovalCause cause,
                           model::Instant at)
{
    bind_day(note_held_, of, day);
    note_held_.bind(4, static_cast<std::int64_t>(cause));
    note_held_.bind(5, microseconds(at));
    note_held_.run();
}

std::int64_t SourceDays::held_of(const SourceOfUnit& of, model::Day day)
{
    bind_day(find_day_, of, day);
    return only_number(find_day_);
}

DayStanding SourceDays::judge(const SourceOfUnit& of, const PlacedClaim& placed)
{
    const wire::DayClaim& claim = placed.claim;
    wire::DayClaim here{claim.day, 0, claim.quarantined, claim.left_out, 0, 0, claim.sequences};
    bind_day(find_sum_, of, claim.day);
    find_sum_.bind(4, model::kDigestEdition);
    if (find_sum_.step()) {
        here.mapped = static_cast<std::uint64_t>(find_sum_.integer(0));
        here.id_sum = static_cast<std::uint64_t>(find_sum_.integer(1));
        here.digest_sum = static_cast<std::uint64_t>(find_sum_.integer(2));
        find_sum_.reset();
    }
    DayStanding standing = DayStanding::differs;
    if (here == claim) {
        standing = held_of(of, claim.day) > 0 ? DayStanding::disputed : DayStanding::verified;
    }
    bind_day(claim_, of, claim.day);
    claim_.bind(4, static_cast<std::int64_t>(standing));
    claim_.bind(5, microseconds(placed.received_at));
    claim_.bind(6, placed.spool);
    claim_.bind(7, static_cast<std::int64_t>(placed.sequence));
    claim_.bind(8, static_cast<std::int64_t>(claim.mapped));
    claim_.bind(9, static_cast<std::int64_t>(claim.quarantined));
    claim_.bind(10, static_cast<std::int64_t>(claim.left_out));
    claim_.run();
    return standing;
}

std::vector<model::Day> SourceDays::held(const SourceOfUnit& of, const Period& days,
                                         model::Instant through)
{
    std::vector<model::Day> held;
    bind_days(find_held_, of, days);
    find_held_.bind(5, microseconds(through));
    while (find_held_.step()) {
        held.push_back({static_cast<std::int32_t>(find_held_.integer(0))});
    }
    return held;
}

void SourceDays::note_accepted(const SourceOfUnit& of, model::Day day)
{
    bind_day(accept_, of, day);
    accept_.run();
}

void SourceDays::note_kept(const SourceOfUnit& of, model::Day day)
{
    bind_day(keep_, of, day);
    keep_.run();
}

} // namespace congto::store
