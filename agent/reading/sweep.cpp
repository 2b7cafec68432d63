#include "agent/reading/sweep.h"

#include "config/runtime/log.h"

namespace congto::reading {
namespace {

// How far it is is said this often.
constexpr std::chrono::seconds kBeat{2};

} // namespace

Sweep::Sweep(const DaySource& source, model::Day from)
    : source_(source), days_(source, from), name_(source.spool.name_of(source.number))
{
}

void Sweep::poll(const std::stop_token& stop)
{
    days_.beat(stop, kBeat, Scope::due);
    const bool complete = days_.schedule().never_read() == 0 && days_.fault().empty();
    note(complete ? days_.schedule().known_at() : std::nullopt);
}

void Sweep::read_all(const std::stop_token& stop)
{
    const model::Instant began = source_.clock.now();
    days_.read_every_day(stop);
    if (!stop.stop_requested()) {
        note(began);
    }
}

// The pass is counted in days: how many rows a day has is known when it is read.
void Sweep::note(std::optional<model::Instant> known_at)
{
    spool::ReadingNote note;
    note.caught_up = known_at.has_value();
    note.known_at = known_at.value_or(source_.clock.now());
    const std::size_t never_read = known_at ? 0 : days_.schedule().never_read();
    note.pass_read = days_.schedule().days().size() - never_read;
    note.pass_unread = never_read;
    if (never_read == 0) {
        note.unread = 0;
    }
    source_.spool.note(source_.number, note);
    if (known_at && !end_said_) {
        end_said_ = true;
        source_.spool.rest();
        runtime::log(runtime::Severity::info, "source is read to its end", {{"source", name_}});
    }
}

} // namespace congto::reading
