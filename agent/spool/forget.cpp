// A source nobody reads any more: what it showed is withdrawn.
#include "agent/spool/inside.h"
#include "config/runtime/failure.h"

namespace congto::spool {
namespace {

// Dossiers withdrawn in one transaction: what is in memory at once.
constexpr std::size_t kPortion = 10'000;

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
            std::uint64_t withdrawn = 0;
            while (!known.named.is_forgotten()) {
                require_room();
                withdrawn += withdraw_portion(known);
            }
            return withdrawn;
        }
    }
    throw runtime::BadSettings(settings.file.string() + ": has no source \"" + std::string(name) +
                               "\"; it has " + names_of(sources));
}

std::vector<model::DossierId> Spool::Inside::release_portion(std::uint16_t number)
{
    Query some(*database, "SELECT dossier, unknown FROM shown WHERE source = ?1 LIMIT ?2");
    Query remove(*database, "DELETE FROM shown WHERE source = ?1 AND dossier = ?2");
    std::vector<model::DossierId> released;
    some.with(number, std::uint64_t{kPortion});
    while (some.next()) {
        released.push_back({some.array<16>(0)});
        unknown.leave(some.integer(1));
    }
    for (const model::DossierId& dossier : released) {
        remove.with(number, dossier.bytes).run();
    }
    unknown.store();
    return released;
}

// The last portion marks it forgotten: interrupted before, the act is done again and goes on.
std::uint64_t Spool::Inside::withdraw_portion(SourceState& before)
{
    const std::uint16_t number = before.named.number;
    SourceState next = before;
    SpoolState next_state = state;
    try {
        Transaction transaction(*database);
        const std::vector<model::DossierId> released = release_portion(number);
        std::vector<Entry> entries;
        for (const model::DossierId& dossier : released) {
            entries.push_back({dossier, nullptr});
        }
        append(number, entries, next_state.assigned);
        remember_withdrawn(number, released, next_state.assigned.sequence);
        next.accounts.shown -= released.size();
        next.accounts.withdrawals += released.size();
        if (released.size() < kPortion) {
            for (const char* table : {"quarantine", "revisit"}) {
                execute(*database, std::string("DELETE FROM ") + table +
                                       " WHERE source = " + std::to_string(number));
            }
            next.accounts.in_quarantine = 0;
            next.named.mapping_digest = kForgotten;
            next.begin_empty();
        }
        tables.store(next_state);
        tables.store(next);
        transaction.commit();
        before = std::move(next);
        state = next_state;
        return released.size();
    } catch (...) {
        unknown.forget();
        throw;
    }
}

} // namespace congto::spool
