#include "agent/spool/spool.h"

#include "agent/spool/inside.h"
#include "config/runtime/failure.h"

#include <malloc.h>

namespace congto::spool {
namespace {

runtime::Clock& system_clock()
{
    static runtime::SystemClock clock;
    return clock;
}

// Outside of the guard: whoever is called may call the spool.
template <typename Work, typename Guard, typename Call>
auto work_and_tell(Guard& guard, const Call& call, Work&& work)
{
    std::unique_lock lock(guard);
    const auto [result, spooled] = work();
    const Call copy = call;
    lock.unlock();
    if (copy && spooled) {
        copy();
    }
    return result;
}

} // namespace

Spool::Spool(const SpoolSettings& settings, const Owner& owner, runtime::Clock& clock)
    : inside_(Inside::open(settings, owner, clock))
{
}

Spool::Spool(const SpoolSettings& settings, const Owner& owner)
    : Spool(settings, owner, system_clock())
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

std::vector<source::Position> Spool::revisits(std::uint16_t source, std::size_t limit)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->quarantine.revisits(source, limit);
}

Taken Spool::take(ReadPage page)
{
    return work_and_tell(inside_->guard, inside_->on_spooled, [&] {
        const Taken taken = inside_->take(page, Fold::Order::cursor);
        return std::pair{taken, taken.found_something()};
    });
}

void Spool::begin_day(std::uint16_t source, model::Day day)
{
    const std::scoped_lock lock(inside_->guard);
    inside_->begin_day(source, day);
}

Taken Spool::take_day(ReadPage page)
{
    return work_and_tell(inside_->guard, inside_->on_spooled, [&] {
        const Taken taken = inside_->take(page, Fold::Order::key);
        return std::pair{taken, taken.found_something()};
    });
}

std::vector<std::string> Spool::unmet(std::uint16_t source, std::size_t limit,
                                      const std::string& after)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->unmet(source, limit, after);
}

DayEnded Spool::end_day(const DayRead& read)
{
    return work_and_tell(inside_->guard, inside_->on_spooled, [&] {
        const DayEnded ended = inside_->end_day(read);
        return std::pair{ended, !ended.stale};
    });
}

std::vector<DayStand> Spool::days(std::uint16_t source)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->days.list(source);
}

void Spool::ask_for_days(std::uint16_t source, model::Day from, model::Day to)
{
    const std::scoped_lock lock(inside_->guard);
    Transaction transaction(*inside_->database);
    inside_->days.ask_for(inside_->source(source).named.number, from, to);
    transaction.commit();
}

void Spool::note(const std::vector<DayVerdict>& verdicts)
{
    const std::scoped_lock lock(inside_->guard);
    inside_->note(verdicts);
}

std::size_t Spool::claim_again()
{
    return work_and_tell(inside_->guard, inside_->on_spooled, [&] {
        const std::size_t claims = inside_->claim_again();
        return std::pair{claims, claims != 0};
    });
}

void Spool::note(std::uint16_t source, const ReadingNote& note)
{
    constexpr std::chrono::minutes kWrittenEach{1};
    const std::scoped_lock lock(inside_->guard);
    SourceState& state = inside_->source(source);
    state.note = note;
    if (note.caught_up != state.stored_caught_up || note.settles != state.stored_settles ||
        note.known_at - state.noted_at >= kWrittenEach) {
        inside_->flush();
    }
}

void Spool::note_hindrance(std::uint16_t source, Hindered what, std::string_view why)
{
    const std::scoped_lock lock(inside_->guard);
    Hindrances& known = inside_->source(source).hindrances;
    std::string& place = what == Hindered::source ? known.source : known.days;
    if (place == why) {
        return;
    }
    place = why;
    try {
        inside_->flush();
    } catch (const runtime::Unavailable&) {
        // The disk is full, which may be what hinders: written with whatever is written next.
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

std::optional<SpooledBatch> Spool::batch_after(std::uint64_t sequence)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->batch_after(sequence);
}

std::size_t Spool::split_above(std::uint64_t sequence, std::uint64_t bytes)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->split_above(sequence, bytes);
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

SetAside Spool::set_aside()
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->set_aside();
}

std::vector<std::string> Spool::audit()
{
    runtime::Progress silent(-1);
    return audit(silent);
}

std::vector<std::string> Spool::audit(runtime::Progress& progress)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->audit(progress);
}

} // namespace congto::spool
