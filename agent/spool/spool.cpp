#include "agent/spool/spool.h"

#include "agent/spool/inside.h"

#include <malloc.h>

#include <algorithm>

namespace congto::spool {

Spool::Spool(const SpoolSettings& settings, const Owner& owner)
    : inside_(Inside::open(settings, owner))
{
}

Spool::~Spool() = default;

void Spool::on_spooled(std::function<void()> call)
{
    const std::scoped_lock lock(inside_->guard);
    inside_->on_spooled = std::move(call);
}

SourceStand Spool::open_source(std::string_view name, const MappingDigest& mapping_digest)
{
    const std::scoped_lock lock(inside_->guard);
    const SourceState& source = inside_->open_source(name, mapping_digest);
    return {source.named.number, source.stand, source.watermark, source.note};
}

SourceStand Spool::stand(std::uint16_t source)
{
    const std::scoped_lock lock(inside_->guard);
    const SourceState& state = inside_->source(source);
    return {source, state.stand, state.watermark, state.note};
}

std::string Spool::name_of(std::uint16_t source)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->source(source).named.name;
}

std::vector<source::Position> Spool::revisits(std::uint16_t source)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->quarantine.revisits(source);
}

Taken Spool::take(ReadPage page)
{
    std::unique_lock lock(inside_->guard);
    const Taken taken = inside_->take(page);
    const auto call = inside_->on_spooled;
    lock.unlock();
    if (call && taken.found_something()) {
        call();
    }
    return taken;
}

void Spool::note(std::uint16_t source, const ReadingNote& note)
{
    constexpr std::chrono::minutes kWrittenEach{1};
    const std::scoped_lock lock(inside_->guard);
    SourceState& state = inside_->source(source);
    state.note = note;
    if (note.caught_up != state.stored_caught_up ||
        note.known_at - state.noted_at >= kWrittenEach) {
        inside_->flush();
    }
}

void Spool::rest()
{
    {
        const std::scoped_lock lock(inside_->guard);
        inside_->flush();
        execute(*inside_->database, "PRAGMA shrink_memory");
    }
    // The allocator keeps what was freed: after pages of thousands of rows that is most of the
    // process, and this is a guest on somebody's server.
    ::malloc_trim(0);
}

std::uint64_t Spool::forget_source(std::string_view name)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->forget_source(name);
}

Standing Spool::standing()
{
    const std::scoped_lock lock(inside_->guard);
    const SpoolState& state = inside_->state;
    Standing standing{state.id,
                      state.owner,
                      {},
                      state.digest_edition,
                      state.assigned.sequence,
                      state.assigned.chain,
                      state.receipted.sequence,
                      state.receipted.chain,
                      state.incarnation};
    for (const SourceState& source : inside_->sources) {
        standing.sources.push_back(source.named);
    }
    return standing;
}

std::vector<Progress> Spool::progress()
{
    const std::scoped_lock lock(inside_->guard);
    std::vector<Progress> all;
    model::Instant newest{};
    for (const SourceState& source : inside_->sources) {
        newest = std::max(newest, source.note.known_at);
    }
    for (const SourceState& source : inside_->sources) {
        Progress said{source.named.number,   source.note.known_at,
                      source.accounts.shown, source.accounts.in_quarantine,
                      source.note.unread,    inside_->state.assigned.sequence,
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

std::optional<SpooledBatch> Spool::batch_after(std::uint64_t sequence)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->outbox.starting_at(sequence + 1);
}

void Spool::store(const Receipt& receipt)
{
    const std::scoped_lock lock(inside_->guard);
    inside_->store(receipt);
}

Resumed Spool::resume(const CollectorStand& stand)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->resume(stand);
}

void Spool::note_refusal(std::string_view why)
{
    const std::scoped_lock lock(inside_->guard);
    inside_->note_refusal(why);
}

Accounts Spool::accounts()
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->accounts();
}

std::vector<std::string> Spool::audit()
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->audit();
}

} // namespace congto::spool
