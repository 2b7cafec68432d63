// What the spool says of itself to the collector.
#include "agent/spool/inside.h"

#include <algorithm>

namespace congto::spool {

std::size_t SpooledBatch::bytes() const
{
    constexpr std::size_t kTagAndLength = 5;
    std::size_t bytes = body.size();
    for (const std::string& content : fingerprints) {
        bytes += content.size() + kTagAndLength;
    }
    return bytes;
}

Standing standing_of(const SpoolState& state, const std::vector<SourceState>& sources)
{
    Standing standing{state.id,
                      state.owner,
                      {},
                      state.digest_edition,
                      state.assigned.sequence,
                      state.assigned.chain,
                      state.receipted.sequence,
                      state.receipted.chain,
                      state.incarnation};
    for (const SourceState& source : sources) {
        standing.sources.push_back(source.named);
    }
    return standing;
}

std::vector<Progress> progress_of(const SpoolState& state, const std::vector<SourceState>& sources)
{
    std::vector<Progress> all;
    model::Instant newest{};
    for (const SourceState& source : sources) {
        newest = std::max(newest, source.note.known_at);
    }
    for (const SourceState& source : sources) {
        Progress said{source.named.number,           source.note.known_at, source.accounts.shown,
                      source.accounts.in_quarantine, source.note.unread,   state.assigned.sequence,
                      source.note.caught_up};
        if (source.named.is_forgotten()) {
            // That it has nothing is true at any time: it must not make the whole unit look old.
            // A word without a time would be none, so it waits for the first of the others.
            if (newest == model::Instant{}) {
                continue;
            }
            said.known_at = newest;
            said.unread = 0;
            said.caught_up = true;
        }
        all.push_back(said);
    }
    return all;
}

Standing Spool::standing()
{
    const std::scoped_lock lock(inside_->guard);
    return standing_of(inside_->state, inside_->sources);
}

std::vector<Progress> Spool::progress()
{
    const std::scoped_lock lock(inside_->guard);
    return progress_of(inside_->state, inside_->sources);
}

} // namespace congto::spool
