// Reading a day from end to end, and what the collector found of its claim.
#include "agent/spool/inside.h"

#include <algorithm>

namespace congto::spool {

void Spool::Inside::begin_day(std::uint16_t number, model::Day day)
{
    SourceState& read = source(number);
    day_rows.begin(number);
    read.reading = DayReading{day, days.find(number, day).value_or(KnownDay{}).asked, "", {}};
}

// What is asked for row by row may change between two calls: where the last one ended is kept by
// dossier, as the index is ordered.
std::vector<std::string> Spool::Inside::unmet(std::uint16_t number, std::size_t limit,
                                              const std::string& after)
{
    std::optional<DayReading>& reading = source(number).reading;
    if (!reading) {
        return {};
    }
    const bool goes_on = !after.empty() && after == reading->given_key;
    const auto rows =
        day_rows.unmet(number, reading->day, goes_on ? reading->given : std::nullopt, limit);
    std::vector<std::string> keys;
    for (const ShownRow& row : rows) {
        keys.push_back(row.key);
    }
    if (!rows.empty()) {
        reading->given_key = rows.back().key;
        reading->given = rows.back().shown.dossier;
    }
    return keys;
}

DayEnded Spool::Inside::end_day(const DayRead& read)
{
    const SourceState& before = source(read.source);
    if (read.stand != before.stand || !before.reading || before.reading->day != read.day) {
        return {.stale = true};
    }
    require_room();
    const KnownDay known = days.find(read.source, read.day).value_or(KnownDay{});
    Next next{state, before};
    Change change(*this);
    Packing packing(outbox, read.source, settings.batch_entries, next.spool.assigned);
    DayEnded ended;
    ended.removed = remove_unmet(read, packing, next);
    if (known.verdict == DayStanding::differs) {
        remove_unsayable(read, packing, next);
        list_day(read, packing);
        ended.lists = packing.lists();
    }
    // What moved is in the index, and the count of it is the last word.
    days.store(clock.now(), next.spool.assigned.sequence);
    const DaySums sums = day_rows.sums(read.source, read.day);
    ended.claim = packing.claim({read.day, sums.dossiers, read.quarantined, read.left_out,
                                 sums.id_sum, sums.digest_sum, read.sequences});
    packing.close();
    sequences.put(read.source, read.day, read.sequences);
    days.put(read, sums, ended.claim, before.reading->asked);
    day_rows.begin(read.source);
    SourceAccounts& accounts = next.source.accounts;
    accounts.removals += packing.removals();
    accounts.lists += packing.lists();
    ++accounts.claims;
    next.source.reading.reset();
    change.store(next);
    return ended;
}

namespace {

// Out of the index and of quarantine, for good.
class Leaving {
public:
    Leaving(Spool::Inside& inside, SourceState& source) : inside_(inside), source_(source) {}

    void take(const ShownRow& row)
    {
        const std::uint16_t number = source_.named.number;
        inside_.shown.remove(number, packed(row.key), row.shown);
        inside_.unknown.leave(row.shown.unknown);
        inside_.days.count_removed(number, row.shown.dossier);
        --source_.accounts.shown;
        dossiers_.push_back(row.shown.dossier);
    }
    const std::vector<model::DossierId>& dossiers() const { return dossiers_; }

private:
    Spool::Inside& inside_;
    SourceState& source_;
    std::vector<model::DossierId> dossiers_;
};

} // namespace

std::uint64_t Spool::Inside::remove_unmet(const DayRead& read, Packing& packing, Next& next)
{
    std::uint64_t removed = 0;
    while (true) {
        const auto rows = day_rows.unmet(read.source, read.day, {}, kMostIds);
        if (rows.empty()) {
            return removed;
        }
        Leaving leaving(*this, next.source);
        for (const ShownRow& row : rows) {
            leaving.take(row);
            if (quarantine.remove(read.source, row.key)) {
                --next.source.accounts.in_quarantine;
            }
        }
        packing.remove(wire::RemovalCause::absent, leaving.dossiers());
        remember_gone(read.source, Gone::absent, leaving.dossiers(), packing.last_number());
        removed += rows.size();
    }
}

// The collector holds something else of the day, and these rows cannot say again what they showed:
// they are in quarantine. They leave the index, so that both sides hold the same, and are counted
// by quarantine alone until they are mended.
void Spool::Inside::remove_unsayable(const DayRead& read, Packing& packing, Next& next)
{
    while (true) {
        const auto rows = day_rows.to_spool_again(read.source, read.day, kMostIds);
        if (rows.empty()) {
            return;
        }
        Leaving leaving(*this, next.source);
        for (const ShownRow& row : rows) {
            leaving.take(row);
        }
        packing.remove(wire::RemovalCause::left_out, leaving.dossiers());
        remember_gone(read.source, Gone::left_out, leaving.dossiers(), packing.last_number());
    }
}

void Spool::Inside::list_day(const DayRead& read, Packing& packing)
{
    wire::DayList part;
    part.day = read.day;
    while (true) {
        part.ids = day_rows.dossiers(read.source, read.day, part.after, kMostIds);
        if (part.ids.size() < kMostIds) {
            packing.list(part);
            return;
        }
        part.through = part.ids.back();
        const model::DossierId after = *part.through;
        packing.list(std::move(part));
        part = {read.day, {}, after, {}};
    }
}

void Spool::Inside::note(const std::vector<DayVerdict>& verdicts)
{
    if (verdicts.empty()) {
        return;
    }
    Transaction transaction(*database);
    for (const DayVerdict& verdict : verdicts) {
        if (!days.note(verdict)) {
            continue;
        }
        sequences.forget(verdict.source, verdict.day); // the claim will not be made again
        if (verdict.standing == DayStanding::differs) {
            day_rows.spool_again(verdict.source, verdict.day);
        }
    }
    transaction.commit();
    // A reading of such a day that is under way has read rows that are to be spooled again.
    for (SourceState& known : sources) {
        if (known.reading &&
            std::any_of(verdicts.begin(), verdicts.end(), [&](const DayVerdict& one) {
                return one.source == known.named.number && one.day == known.reading->day &&
                       one.standing == DayStanding::differs;
            })) {
            known.reading.reset();
        }
    }
}

std::size_t Spool::Inside::claim_again()
{
    std::size_t claims = 0;
    for (SourceState& known : sources) {
        const std::uint16_t number = known.named.number;
        std::vector<DayStand> silent;
        for (const DayStand& stand : days.list(number)) {
            if (stand.claimed != 0 && stand.claimed <= state.receipted.sequence &&
                stand.verdict == DayStanding::none) {
                silent.push_back(stand);
            }
        }
        if (silent.empty()) {
            continue;
        }
        require_room();
        Next next{state, known};
        Change change(*this);
        Packing packing(outbox, number, settings.batch_entries, next.spool.assigned);
        for (const DayStand& stand : silent) {
            claims += claim_again(next, stand, packing) ? 1 : 0;
        }
        packing.close();
        change.store(next);
    }
    return claims;
}

// A day of which something is to be spooled again is read again first.
bool Spool::Inside::claim_again(Next& next, const DayStand& stand, Packing& packing)
{
    const std::uint16_t number = next.source.named.number;
    if (!day_rows.to_spool_again(number, stand.day, 1).empty()) {
        days.ask_for(number, stand.day, stand.day);
        days.claim_again(number, stand.day, 0);
        return false;
    }
    const DaySums sums = days.find(number, stand.day).value_or(KnownDay{}).sums;
    days.claim_again(
        number, stand.day,
        packing.claim({stand.day, sums.dossiers, stand.quarantined, stand.left_out, sums.id_sum,
                       sums.digest_sum, sequences.find(number, stand.day)}));
    ++next.source.accounts.claims;
    return true;
}

} // namespace congto::spool
