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

void Spool::Inside::append(std::uint16_t number, const std::vector<Entry>& entries, ChainEnd& end)
{
    wire::BatchBody body;
    body.source = number;
    const auto close = [&] {
        if (body.size() != 0) {
            end = outbox.append(end, body);
            body.withdrawals.clear();
            body.observations.clear();
        }
    };
    for (const Entry& entry : entries) {
        if (body.size() + entry.size() > settings.batch_entries) {
            close();
        }
        if (entry.withdrawn) {
            body.withdrawals.push_back(*entry.withdrawn);
        }
        if (entry.observed != nullptr) {
            body.observations.push_back(std::move(*entry.observed));
        }
    }
    close();
}

void Spool::Inside::remember_withdrawn(std::uint16_t number,
                                       const std::vector<model::DossierId>& dossiers,
                                       std::uint64_t spooled_by)
{
    for (const model::DossierId& dossier : dossiers) {
        put_withdrawn.with(number, dossier.bytes, spooled_by).run();
        quarantine.revisit_those_waiting_for(number, dossier);
    }
}

Taken Spool::Inside::take(ReadPage& page)
{
    SourceState& before = source(page.source);
    if (page.stand != before.stand) {
        return {.stale = true};
    }
    require_room();
    SourceState next = before;
    SpoolState next_state = state;
    try {
        Transaction transaction(*database);
        Fold fold({shown, quarantine, unknown}, page, next.accounts, state.assigned.sequence);
        append(page.source, fold.run(), next_state.assigned);
        remember_withdrawn(page.source, fold.withdrawn(), next_state.assigned.sequence);
        const bool revisited = quarantine.revisited(page.source, page.after);
        unknown.store();
        if (page.settled && page.after == before.watermark) {
            next.watermark = *page.settled;
        }
        next.deferred_rows += page.rows.size();
        const bool written = fold.wrote() || revisited || next.deferred_rows >= kMostDeferredRows;
        if (written) {
            tables.store(next_state);
            tables.store(next);
        }
        transaction.commit();
        if (written) {
            stored(next);
        }
        before = std::move(next);
        state = next_state;
        return fold.taken();
    } catch (...) {
        unknown.forget();
        throw;
    }
}

} // namespace congto::spool
