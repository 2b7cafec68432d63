// What receipts and a collector's verdict change. README.md says why each verdict does what it
// does.
#include "agent/spool/inside.h"
#include "agent/spool/random.h"
#include "config/runtime/failure.h"
#include "proto/model/digest.h"

namespace congto::spool {

bool Spool::Inside::is_from_before_a_split(const ChainEnd& end)
{
    const auto now = end_at(end.sequence); // where a part ends: batches are only divided
    return now && now != end && end.sequence > state.receipted.sequence && outbox.was_end(end);
}

bool Spool::Inside::is_own(const ChainEnd& end)
{
    return end_at(end.sequence) == end || is_from_before_a_split(end);
}

void Spool::Inside::set_receipted(SpoolState next, const ChainEnd& end,
                                  const Incarnation& incarnation)
{
    next.receipted = end;
    next.incarnation = incarnation;
    const bool goes_on_otherwise = is_from_before_a_split(end);
    Transaction transaction(*database);
    outbox.remove_through(end.sequence);
    if (goes_on_otherwise) {
        next.assigned = outbox.rechain(end);
    }
    tables.store(next);
    transaction.commit();
    state = next;
}

void Spool::Inside::store(const Receipt& receipt)
{
    if (!is_own({receipt.through, receipt.chain})) {
        throw runtime::Failure("the collector's receipt through " +
                               std::to_string(receipt.through) + " fits no batch of this spool");
    }
    if (receipt.applied + receipt.unchanged + receipt.rejected != receipt.through) {
        throw runtime::Failure("the collector's receipt through " +
                               std::to_string(receipt.through) + " does not add up");
    }
    SpoolState next = state;
    next.split_through = receipt.through;
    next.applied = receipt.applied;
    next.unchanged_there = receipt.unchanged;
    next.rejected = receipt.rejected;
    set_receipted(next, {receipt.through, receipt.chain}, receipt.incarnation);
}

void Spool::Inside::note_refusal(std::string_view why)
{
    if (why != state.refusal) {
        SpoolState next = state;
        next.refusal = why;
        tables.store(next);
        state = next;
    }
}

Resumed Spool::Inside::resume(const CollectorStand& stand)
{
    const ChainEnd durable{stand.durable_sequence, stand.durable_chain};
    if (stand.verdict == Verdict::abandon && is_from_before_a_split(durable)) {
        // It compared what it has with the chain that was greeted with.
        set_receipted(state, durable, state.incarnation.value_or(stand.incarnation));
        return Resumed::rechained;
    }
    if (stand.verdict == Verdict::abandon || durable.sequence > state.assigned.sequence) {
        abandon();
        return Resumed::abandoned;
    }
    if (stand.verdict == Verdict::reread || durable.sequence < state.receipted.sequence) {
        // A copy of this spool may have gone on where the collector was restored to: the numbers
        // are the same then, and what they stand for is not.
        if (durable != state.receipted && !outbox.was_end(durable)) {
            abandon();
            return Resumed::abandoned;
        }
        reread(stand, Forget::later);
        return Resumed::reread;
    }
    if (durable == state.receipted &&
        (durable.sequence == 0 || state.incarnation == stand.incarnation)) {
        return Resumed::resumed;
    }
    if (!is_own(durable)) {
        abandon();
        return Resumed::abandoned;
    }
    set_receipted(state, durable, stand.incarnation);
    return Resumed::resumed;
}

void Spool::Inside::abandon()
{
    SpoolState next;
    next.id = random_name();
    next.owner = state.owner;
    next.digest_edition = model::kDigestEdition;
    std::vector<SourceState> anew = sources;
    Transaction transaction(*database);
    for (const char* table : {"batch", "chain_end", "shown", "day", "day_sequence", "withdrawn",
                              "quarantine", "revisit", "unknown_set", "set_aside_day"}) {
        execute(*database, std::string("DELETE FROM ") + table);
    }
    tables.store(next);
    for (SourceState& known : anew) {
        known.begin_empty();
        known.accounts = {};
        tables.store(known);
    }
    transaction.commit();
    unknown.forget();
    state = next;
    sources = std::move(anew);
}

void Spool::Inside::reread(const CollectorStand& stand, Forget forget,
                           const std::function<void()>& also)
{
    const std::uint64_t durable = stand.durable_sequence;
    SpoolState next = state;
    next.digest_edition = model::kDigestEdition;
    next.taken_back += state.assigned.sequence - durable;
    next.assigned = next.receipted = {durable, stand.durable_chain};
    next.incarnation = stand.incarnation;
    next.refusal.clear();
    if (next.split_through > durable) {
        next.split_through = next.applied = next.unchanged_there = next.rejected = 0;
    }
    std::vector<SourceState> anew = sources;
    try {
        Transaction transaction(*database);
        also();
        outbox.take_back(durable);
        execute(*database, "DELETE FROM revisit");
        for (SourceState& known : anew) {
            release_quarantined(durable, known);
        }
        unknown.store();
        const bool all = forget == Forget::all;
        execute(*database, "UPDATE shown SET spooled_by = 0 WHERE spooled_by > " +
                               std::to_string(all ? 0 : durable));
        days.store(clock.now(), state.assigned.sequence);
        days.take_back(durable);
        for (SourceState& known : anew) {
            Next of_source{next, known};
            say_gone_again(durable, of_source);
            next = of_source.spool;
            known = of_source.source;
            known.begin_anew();
            tables.store(known);
        }
        tables.store(next);
        transaction.commit();
    } catch (...) {
        unknown.forget();
        days.forget();
        throw;
    }
    state = next;
    sources = std::move(anew);
}

void Spool::Inside::release_quarantined(std::uint64_t durable, SourceState& read)
{
    const std::uint16_t number = read.named.number;
    Query quarantined(*database, "SELECT row_key FROM quarantine WHERE source = ?1");
    quarantined.with(number);
    while (quarantined.next()) {
        const RowKey key = packed(quarantined.text(0));
        const std::optional<Shown> was = shown.find(number, key);
        if (was && (was->spooled_by > durable || was->is_to_be_spooled_again())) {
            shown.remove(number, key, *was);
            unknown.leave(was->unknown);
            remember_gone(number, Gone::left_out, {was->dossier}, state.assigned.sequence);
            --read.accounts.shown;
        }
    }
}

// Nothing of one cause is in memory at once but its ids.
void Spool::Inside::say_gone_again(std::uint64_t durable, Next& next)
{
    const std::uint16_t number = next.source.named.number;
    for (const Gone gone : {Gone::withdrawn, Gone::left_out, Gone::absent, Gone::forgotten}) {
        std::vector<model::DossierId> dossiers;
        gone_after.with(number, durable, static_cast<std::int64_t>(gone));
        while (gone_after.next()) {
            dossiers.push_back({gone_after.array<16>(0)});
        }
        Packing packing(outbox, number, settings.batch_entries, next.spool.assigned);
        if (gone != Gone::withdrawn) {
            packing.remove(static_cast<wire::RemovalCause>(gone), dossiers);
        } else {
            next.source.accounts.withdrawals += dossiers.size();
            for (const model::DossierId& dossier : dossiers) {
                packing.withdraw(dossier);
            }
        }
        packing.close();
        next.source.accounts.removals += packing.removals();
        remember_gone(number, gone, dossiers, next.spool.assigned.sequence);
    }
}

} // namespace congto::spool
