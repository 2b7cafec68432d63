// Taking a page: one transaction.
#include "agent/spool/inside.h"

#include "config/runtime/failure.h"

#include <system_error>

namespace congto::spool {
namespace {

// A page that changes nothing but flows and the watermark waits for one that does, so long as not
// more rows than this would be read again after a crash.
constexpr std::uint64_t kMostDeferredRows = 100'000;

} // namespace

void Spool::Inside::require_room() const
{
    std::error_code error;
    const auto folder = std::filesystem::absolute(settings.file, error).parent_path();
    const auto space = std::filesystem::space(folder, error);
    if (!error && space.available < settings.disk_reserve) {
        throw runtime::Unavailable(settings.file.string() + ": its disk has less than " +
                                   std::to_string(settings.disk_reserve >> 20) +
                                   " MiB free ([spool] disk_reserve); make room");
    }
}

void Spool::Inside::append(std::uint16_t number, const std::vector<Entry>& entries,
                           const std::vector<model::DossierId>& left_out, Next& next)
{
    Packing packing(outbox, number, settings.batch_entries, next.spool.assigned);
    for (const Entry& entry : entries) {
        packing.keep_together(entry.size());
        if (entry.withdrawn) {
            packing.withdraw(*entry.withdrawn);
        }
        if (entry.observed != nullptr) {
            packing.observe(std::move(*entry.observed));
        }
    }
    packing.remove(wire::RemovalCause::left_out, left_out);
    packing.close();
    next.source.accounts.removals += packing.removals();
}

void Spool::Inside::remember_gone(std::uint16_t number, Gone gone,
                                  const std::vector<model::DossierId>& dossiers,
                                  std::uint64_t spooled_by)
{
    for (const model::DossierId& dossier : dossiers) {
        put_gone.with(number, dossier.bytes, spooled_by, static_cast<std::int64_t>(gone)).run();
        if (quarantine.revisit_those_waiting_for(number, dossier)) {
            days.ask_for(number, dossier.opened(), dossier.opened());
        }
    }
}

bool Spool::Inside::settle_revisits(const ReadPage& page)
{
    if (quarantine.revisits(page.source, 1).empty()) {
        return false;
    }
    bool settled = quarantine.revisited(page.source, page.after);
    // After the last row another page begins.
    for (std::size_t i = 0; i + 1 < page.rows.size(); ++i) {
        settled = quarantine.revisited(page.source, page.rows[i].mapped.position) || settled;
    }
    return settled;
}

Taken Spool::Inside::take(ReadPage& page, Fold::Order order)
{
    SourceState& before = source(page.source);
    if (page.stand != before.stand) {
        return {.stale = true};
    }
    require_room();
    Next next{state, before};
    Change change(*this);
    Fold fold({shown, quarantine, unknown, days}, page, next.source.accounts,
              state.assigned.sequence);
    fold.read_by(order, before.reading ? std::optional(before.reading->day) : std::nullopt);
    const std::vector<Entry> entries = fold.run();
    append(page.source, entries, fold.left_out(), next);
    const std::uint64_t assigned = next.spool.assigned.sequence;
    remember_gone(page.source, Gone::withdrawn, fold.withdrawn(), assigned);
    remember_gone(page.source, Gone::left_out, fold.left_out(), assigned);
    day_rows.meet(page.source, fold.met());
    bool revisited = false;
    if (order == Fold::Order::cursor) {
        revisited = settle_revisits(page);
        if (page.settled && page.after == before.watermark) {
            next.source.watermark = *page.settled;
        }
    }
    next.source.deferred_rows += page.rows.size();
    if (fold.wrote() || revisited || next.source.deferred_rows >= kMostDeferredRows) {
        change.store(next);
    } else {
        change.defer(next);
    }
    return fold.taken();
}

} // namespace congto::spool
