#include "agent/spool/day_table.h"

namespace congto::spool {
namespace {

std::int64_t number_of(model::Instant instant)
{
    return instant.time_since_epoch().count();
}

model::Instant instant_of(std::int64_t microseconds)
{
    return model::Instant(std::chrono::microseconds(microseconds));
}

std::int64_t number_of(model::Day day)
{
    return day.number;
}

} // namespace

DaySums& DaySums::operator+=(const DaySums& other)
{
    dossiers += other.dossiers;
    open += other.open;
    id_sum += other.id_sum;
    digest_sum += other.digest_sum;
    return *this;
}

DaySums& DaySums::operator-=(const DaySums& other)
{
    dossiers -= other.dossiers;
    open -= other.open;
    id_sum -= other.id_sum;
    digest_sum -= other.digest_sum;
    return *this;
}

DaySums sums_of(const Shown& shown)
{
    return {1, shown.open ? 1U : 0U, shown.dossier.sum_part(), shown.digest};
}

DayTable::DayTable(SQLite::Database& database)
    : move_(database, "INSERT INTO day (source, day, dossiers, open, id_sum, digest_sum,"
                      " changed_at, changed_by, removed)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                      " ON CONFLICT DO UPDATE SET dossiers = ?3, open = ?4, id_sum = ?5,"
                      " digest_sum = ?6, changed_at = ?7, changed_by = ?8,"
                      " removed = removed + ?9"),
      find_(database, "SELECT dossiers, open, id_sum, digest_sum, quarantined, left_out, claimed,"
                      " verdict, asked FROM day WHERE source = ?1 AND day = ?2"),
      list_(database, "SELECT day, dossiers, open, changed_at, read_at, quarantined, left_out,"
                      " claimed, changed_by > claimed, verdict, removed, asked > 0 FROM day"
                      " WHERE source = ?1 ORDER BY day"),
      ask_(database, "INSERT INTO day (source, day, asked) VALUES (?1, ?2, 1)"
                     " ON CONFLICT DO UPDATE SET asked = asked + 1"),
      put_(database, "INSERT INTO day (source, day, dossiers, open, id_sum, digest_sum, read_at,"
                     " quarantined, left_out, claimed)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                     " ON CONFLICT DO UPDATE SET dossiers = ?3, open = ?4, id_sum = ?5,"
                     " digest_sum = ?6, read_at = ?7, quarantined = ?8, left_out = ?9,"
                     " claimed = ?10, verdict = 0, asked = asked - ?11"),
      claim_again_(database, "UPDATE day SET claimed = ?3 WHERE source = ?1 AND day = ?2"),
      note_(database, "UPDATE day SET verdict = ?4"
                      " WHERE source = ?1 AND day = ?2 AND claimed = ?3"),
      take_back_(database, "UPDATE day SET claimed = 0, verdict = 0,"
                           " changed_by = min(changed_by, ?1 + 1)"
                           " WHERE changed_by > ?1 OR claimed > ?1"),
      unclaim_(database, "UPDATE day SET claimed = 0, verdict = 0 WHERE source = ?1")
{
}

DayTable::Move& DayTable::move_of(std::uint16_t source, const model::DossierId& dossier)
{
    const auto day = static_cast<std::uint32_t>(dossier.opened().number);
    return moved_[std::uint64_t{source} << 32U | day];
}

void DayTable::add(std::uint16_t source, const Shown& shown)
{
    move_of(source, shown.dossier).sums += sums_of(shown);
}

void DayTable::take_away(std::uint16_t source, const Shown& shown)
{
    move_of(source, shown.dossier).sums -= sums_of(shown);
}

void DayTable::count_removed(std::uint16_t source, const model::DossierId& dossier)
{
    ++move_of(source, dossier).removed;
}

void DayTable::store(model::Instant now, std::uint64_t assigned)
{
    for (const auto& [place, move] : moved_) {
        const auto source = static_cast<std::uint16_t>(place >> 32U);
        const model::Day day{static_cast<std::int32_t>(place & 0xFFFFFFFFU)};
        DaySums sums = find(source, day).value_or(KnownDay{}).sums;
        sums += move.sums;
        move_
            .with(source, number_of(day), sums.dossiers, sums.open, sums.id_sum, sums.digest_sum,
                  number_of(now), assigned, move.removed)
            .run();
    }
    moved_.clear();
}

std::optional<KnownDay> DayTable::find(std::uint16_t source, model::Day day)
{
    if (!find_.with(source, number_of(day)).next()) {
        return std::nullopt;
    }
    KnownDay known;
    known.sums = {find_.number(0), find_.number(1), find_.number(2), find_.number(3)};
    known.quarantined = find_.number(4);
    known.left_out = find_.number(5);
    known.claimed = find_.number(6);
    known.verdict = static_cast<DayStanding>(find_.integer(7));
    known.asked = find_.number(8);
    find_.done();
    return known;
}

std::vector<DayStand> DayTable::list(std::uint16_t source)
{
    std::vector<DayStand> days;
    list_.with(source);
    while (list_.next()) {
        DayStand stand;
        stand.day = {static_cast<std::int32_t>(list_.integer(0))};
        stand.dossiers = list_.number(1);
        stand.open = list_.number(2);
        stand.changed_at = instant_of(list_.integer(3));
        if (!list_.is_null(4)) {
            stand.read_at = instant_of(list_.integer(4));
        }
        stand.quarantined = list_.number(5);
        stand.left_out = list_.number(6);
        stand.claimed = list_.number(7);
        stand.changed = list_.integer(8) != 0;
        stand.verdict = static_cast<DayStanding>(list_.integer(9));
        stand.removed = list_.number(10);
        stand.asked = list_.integer(11) != 0;
        days.push_back(stand);
    }
    return days;
}

void DayTable::ask_for(std::uint16_t source, model::Day from, model::Day to)
{
    for (model::Day day = from; day <= to; ++day.number) {
        ask_.with(source, number_of(day)).run();
    }
}

void DayTable::put(const DayRead& read, const DaySums& sums, std::uint64_t claim,
                   std::uint64_t asked)
{
    put_.with(read.source, number_of(read.day), sums.dossiers, sums.open, sums.id_sum,
              sums.digest_sum, number_of(read.read_at), read.quarantined, read.left_out, claim,
              asked)
        .run();
}

void DayTable::claim_again(std::uint16_t source, model::Day day, std::uint64_t claim)
{
    claim_again_.with(source, number_of(day), claim).run();
}

bool DayTable::note(const DayVerdict& verdict)
{
    return note_
               .with(verdict.source, number_of(verdict.day), verdict.sequence,
                     static_cast<std::int64_t>(verdict.standing))
               .run() != 0;
}

void DayTable::unclaim(std::uint16_t source)
{
    unclaim_.with(source).run();
}

void DayTable::take_back(std::uint64_t durable)
{
    take_back_.with(durable).run();
}

} // namespace congto::spool
