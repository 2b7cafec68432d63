// Batches on their way out.
#include "agent/spool/inside.h"
#include "config/runtime/failure.h"

#include <algorithm>

namespace congto::spool {
namespace {

// What a Batch message has besides its body: number, chain, tags and lengths.
constexpr std::uint64_t kFrame = 64;

} // namespace

std::optional<ChainEnd> Spool::Inside::end_at(std::uint64_t sequence)
{
    return sequence == state.receipted.sequence ? state.receipted : outbox.ending_at(sequence);
}

std::optional<SpooledBatch> Spool::Inside::batch_after(std::uint64_t sequence)
{
    auto batch = outbox.starting_at(sequence + 1);
    const auto before = batch ? end_at(sequence) : std::nullopt;
    if (before &&
        (!batch->is_whole || wire::next_chain(before->chain, batch->body) != batch->chain)) {
        throw runtime::Damaged(settings.file.string() + ": the batch from " +
                               std::to_string(batch->first_sequence) +
                               " on is not as it was spooled; " + kRemedy);
    }
    return batch;
}

std::size_t Spool::Inside::split_above(std::uint64_t sequence, std::uint64_t bytes)
{
    const auto from = end_at(sequence);
    if (!from) {
        return 0;
    }
    SpoolState next = state;
    Transaction transaction(*database);
    const Outbox::Split done = outbox.split_above(*from, bytes - std::min(bytes, kFrame));
    next.assigned = done.end;
    if (done.batches != 0) {
        tables.store(next);
        transaction.commit();
        state = next;
    }
    return done.batches;
}

} // namespace congto::spool
