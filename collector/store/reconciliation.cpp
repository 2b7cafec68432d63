#include "collector/store/reconciliation.h"

#include "proto/wire/bytes.h"

#include <algorithm>
#include <set>

namespace congto::store {
namespace {

// Ids begin with the day, so four bytes stand before all of a day's and after all of the day
// before.
std::string_view first_bytes(const model::DossierId& id)
{
    return wire::bytes_of(id.bytes).substr(0, 4);
}

model::DossierId on_day(model::Day day)
{
    const auto number = static_cast<std::uint32_t>(day.number);
    model::DossierId id;
    for (std::size_t i = 0; i < 4; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    }
    return id;
}

model::DossierId id_in(std::string_view bytes)
{
    model::DossierId id;
    std::copy_n(bytes.begin(), std::min(bytes.size(), id.bytes.size()), id.bytes.begin());
    return id;
}

CellClass class_in(const Statement& statement, int column)
{
    return {static_cast<std::uint64_t>(statement.integer(column))};
}

} // namespace

Reconciliation::Reconciliation(sqlite3* connection, DossierBook& dossiers, SourceDays& days)
    : dossiers_(dossiers), days_(days), sequences_(connection),
      part_of_day_(connection, "SELECT dossier, class, spool FROM dossier WHERE unit = ?1 AND "
                               "dossier > ?2 AND dossier <= ?3 AND source = ?4")
{
}

Outcome Reconciliation::judge(const ReadyBatch& batch, const SourceStanding& source)
{
    Outcome outcome;
    const SourceOfUnit of{source.unit, source.id};
    DossierPlace place{batch.spool,
                       batch.first_sequence + batch.withdrawals.size() + batch.observations.size()};
    const auto leave = [&](wire::RemovalCause cause, std::vector<model::DossierId> ids) {
        ++(remove({of, cause, place, batch.received_at, std::move(ids)}) ? outcome.applied
                                                                         : outcome.unchanged);
        ++place.sequence;
    };
    for (const wire::Removal& removal : batch.removals) {
        leave(removal.cause, shown_among(of, place, removal.ids));
    }
    for (const wire::DayList& list : batch.lists) {
        leave(wire::RemovalCause::absent, shown_beside(of, place, list));
    }
    for (const wire::DayClaim& claim : batch.claims) {
        const DayStanding standing =
            days_.judge(of, {claim, place.spool, place.sequence, batch.received_at});
        sequences_.replace(of, claim);
        outcome.verdicts.push_back({batch.source, claim.day, place.sequence, standing});
        ++outcome.applied;
        ++place.sequence;
    }
    return outcome;
}

std::vector<model::DossierId> Reconciliation::shown_among(const SourceOfUnit& of,
                                                          const DossierPlace& place,
                                                          const std::vector<model::DossierId>& ids)
{
    std::set<model::DossierId> shown;
    for (const model::DossierId& id : ids) {
        if (dossiers_.is_shown_by(of.unit, id, of.source, place.spool)) {
            shown.insert(id);
        }
    }
    return {shown.begin(), shown.end()};
}

std::vector<model::DossierId> Reconciliation::shown_beside(const SourceOfUnit& of,
                                                           const DossierPlace& place,
                                                           const wire::DayList& list)
{
    const model::DossierId today = on_day(list.day);
    const model::DossierId next = on_day({list.day.number + 1});
    part_of_day_.bind(1, of.unit);
    part_of_day_.bind_blob(2, list.after ? wire::bytes_of(list.after->bytes) : first_bytes(today));
    part_of_day_.bind_blob(3,
                           list.through ? wire::bytes_of(list.through->bytes) : first_bytes(next));
    part_of_day_.bind(4, of.source);
    std::vector<model::DossierId> beside;
    while (part_of_day_.step()) {
        const model::DossierId id = id_in(part_of_day_.blob(0));
        if (class_in(part_of_day_, 1).standing() == Standing::shown &&
            part_of_day_.integer(2) <= place.spool &&
            !std::binary_search(list.ids.begin(), list.ids.end(), id)) {
            beside.push_back(id);
        }
    }
    return beside;
}

std::vector<model::DossierId> Reconciliation::held_on(const SourceOfUnit& of, model::Day day)
{
    const model::DossierId today = on_day(day);
    const model::DossierId next = on_day({day.number + 1});
    part_of_day_.bind(1, of.unit);
    part_of_day_.bind_blob(2, first_bytes(today));
    part_of_day_.bind_blob(3, first_bytes(next));
    part_of_day_.bind(4, of.source);
    std::vector<model::DossierId> held;
    while (part_of_day_.step()) {
        if (class_in(part_of_day_, 1).standing() == Standing::held) {
            held.push_back(id_in(part_of_day_.blob(0)));
        }
    }
    return held;
}

bool Reconciliation::remove(const Leaving& leaving)
{
    if (leaving.ids.empty()) {
        return false;
    }
    std::map<model::Day, std::int64_t> lost;
    for (const model::DossierId& id : leaving.ids) {
        ++lost[id.opened()];
    }
    const std::set<model::Day> held =
        held_days(days_.losses(leaving.of, lost, leaving.at), leaving.cause);
    for (const model::DossierId& id : leaving.ids) {
        dossiers_.stand(leaving.of.unit, id, leaving.of.source,
                        held.contains(id.opened()) ? Standing::held : Standing::withdrawn,
                        leaving.place);
    }
    dossiers_.apply();
    for (const auto& [day, count] : lost) {
        if (held.contains(day)) {
            days_.note_held(leaving.of, day, leaving.cause, leaving.at);
        } else {
            days_.note_removed(leaving.of, day, count, leaving.at);
        }
    }
    return true;
}

std::int64_t Reconciliation::decide(const Decision& decision)
{
    std::int64_t dossiers = 0;
    for (const model::Day day : days_.held(decision.of, decision.days, decision.held_through)) {
        const std::vector<model::DossierId> held = held_on(decision.of, day);
        dossiers += static_cast<std::int64_t>(held.size());
        if (decision.verdict == Decision::Verdict::reject) {
            days_.note_kept(decision.of, day);
            continue;
        }
        for (const model::DossierId& id : held) {
            dossiers_.stand(decision.of.unit, id, decision.of.source, Standing::withdrawn,
                            std::nullopt);
        }
        dossiers_.apply();
        days_.note_accepted(decision.of, day);
    }
    return dossiers;
}

} // namespace congto::store
