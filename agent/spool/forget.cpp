// A source nobody reads any more: what it showed is removed.
#include "agent/spool/inside.h"
#include "config/runtime/failure.h"

namespace congto::spool {
namespace {

std::string names_of(const std::vector<SourceState>& sources)
{
    std::string names;
    for (const SourceState& known : sources) {
        if (!known.named.is_forgotten()) {
            names += (names.empty() ? "" : ", ") + known.named.name;
        }
    }
    return names.empty() ? "none" : names;
}

} // namespace

std::uint64_t Spool::Inside::forget_source(std::string_view name)
{
    for (SourceState& known : sources) {
        if (known.named.name == name && !known.named.is_forgotten()) {
            std::uint64_t removed = 0;
            while (!known.named.is_forgotten()) {
                require_room();
                removed += remove_portion(known);
            }
            return removed;
        }
    }
    throw runtime::BadSettings(settings.file.string() + ": has no source \"" + std::string(name) +
                               "\"; it has " + names_of(sources));
}

std::vector<model::DossierId> Spool::Inside::release_portion(std::uint16_t number)
{
    Query some(*database, "SELECT dossier, digest, spooled_by, open, unknown FROM shown"
                          " WHERE source = ?1 LIMIT ?2");
    Query remove(*database, "DELETE FROM shown WHERE source = ?1 AND dossier = ?2");
    std::vector<model::DossierId> released;
    some.with(number, std::uint64_t{kMostIds});
    while (some.next()) {
        const Shown row = shown_of(some);
        released.push_back(row.dossier);
        unknown.leave(row.unknown);
        days.take_away(number, row);
        days.count_removed(number, row.dossier);
    }
    for (const model::DossierId& dossier : released) {
        remove.with(number, dossier.bytes).run();
    }
    return released;
}

// The last portion marks it forgotten: interrupted before, the act is done again and goes on.
std::uint64_t Spool::Inside::remove_portion(SourceState& before)
{
    const std::uint16_t number = before.named.number;
    Next next{state, before};
    Change change(*this);
    const std::vector<model::DossierId> released = release_portion(number);
    Packing packing(outbox, number, settings.batch_entries, next.spool.assigned);
    packing.remove(wire::RemovalCause::forgotten, released);
    packing.close();
    remember_gone(number, Gone::forgotten, released, next.spool.assigned.sequence);
    next.source.accounts.shown -= released.size();
    next.source.accounts.removals += packing.removals();
    if (released.size() < kMostIds) {
        days.store(clock.now(), next.spool.assigned.sequence);
        for (const char* table : {"quarantine", "revisit", "day", "day_sequence"}) {
            execute(*database, std::string("DELETE FROM ") + table +
                                   " WHERE source = " + std::to_string(number));
        }
        next.source.accounts.in_quarantine = 0;
        next.source.named.mapping_digest = kForgotten;
        next.source.begin_empty();
    }
    change.store(next);
    return released.size();
}

} // namespace congto::spool
