#include "agent/reading/day_schedule.h"

#include <algorithm>

namespace congto::reading {
namespace {

using Parts = std::chrono::duration<double>;

const std::chrono::seconds& pause_after(std::size_t pauses)
{
    return kPauses[std::min(pauses, std::size(kPauses) - 1)];
}

constexpr double kNotDue = -1;

} // namespace

DaySchedule::DaySchedule(std::optional<model::Day> sweeps_from) : sweeps_from_(sweeps_from) {}

void DaySchedule::learn(std::vector<spool::DayStand> known, model::Instant now)
{
    now_ = now;
    days_ = days_to_read(std::move(known), model::day_of(now), sweeps_from_);
    tiers_.clear();
    never_read_ = 0;
    for (spool::DayStand& day : days_) {
        const Tried* before = tried(day.day);
        day.read_at = std::max(day.read_at, before == nullptr ? std::nullopt : before->read);
        tiers_.push_back(tier_of(day, now));
        never_read_ += tiers_.back() == Tier::never_read ? 1 : 0;
        if (before != nullptr && day.verdict == spool::DayStanding::verified) {
            tried_[day.day].pauses = 0;
        }
    }
}

std::optional<Turn> DaySchedule::next()
{
    if (auto asked = next_asked()) {
        return asked;
    }
    auto fresh = newest(Tier::never_read);
    auto again = most_overdue();
    const auto& chosen = again && (!fresh || !new_ones_turn_) ? again : fresh;
    new_ones_turn_ = !fresh || chosen != fresh;
    return chosen;
}

std::optional<Turn> DaySchedule::next_asked() const
{
    auto turn = newest(Tier::asked);
    if (turn) {
        turn->asked = true;
    }
    return turn;
}

void DaySchedule::read(const Turn& turn, model::Instant began)
{
    Tried& tried = tried_[turn.day];
    tried.looked = began;
    tried.failed = false;
    if (turn.kind == Kind::whole) {
        tried.read = began;
        tried.disbelieved = false;
        pause(tried);
    }
}

void DaySchedule::failed(const Turn& turn)
{
    Tried& tried = tried_[turn.day];
    tried.failed = true;
    pause(tried);
}

void DaySchedule::disbelieved(const Turn& turn, model::Instant began)
{
    Tried& tried = tried_[turn.day];
    tried.looked = began;
    tried.failed = false;
    tried.disbelieved = true;
    pause(tried);
}

void DaySchedule::pause(Tried& tried) const
{
    tried.not_before = now_ + pause_after(tried.pauses);
    ++tried.pauses;
}

const DaySchedule::Tried* DaySchedule::tried(model::Day day) const
{
    const auto found = tried_.find(day);
    return found == tried_.end() ? nullptr : &found->second;
}

bool DaySchedule::pauses(model::Day day) const
{
    const Tried* before = tried(day);
    return before != nullptr && now_ < before->not_before;
}

bool DaySchedule::has_failed_lately(model::Day day, Kind kind) const
{
    return pauses(day) && (tried(day)->failed || (kind == Kind::whole && tried(day)->disbelieved));
}

std::optional<Turn> DaySchedule::newest(Tier tier) const
{
    for (std::size_t place = days_.size(); place-- > 0;) {
        const model::Day day = days_[place].day;
        // One just read and still said to be unread waits too; one asked for again does not.
        const bool waits = tier == Tier::asked ? has_failed_lately(day, Kind::whole) : pauses(day);
        if (tiers_[place] == tier && !waits) {
            return Turn{day, Kind::whole, false};
        }
    }
    return std::nullopt;
}

std::optional<Turn> DaySchedule::most_overdue() const
{
    std::optional<Turn> most;
    double by = 0;
    for (std::size_t place = days_.size(); place-- > 0;) {
        for (const Kind kind : {Kind::whole, Kind::look}) {
            const double overdue_by = overdue(place, kind);
            if (overdue_by > by || (overdue_by >= 0 && !most)) {
                most = Turn{days_[place].day, kind, false};
                by = overdue_by;
            }
        }
    }
    return most;
}

// By how much, in parts of its wait; below 0: it is not due.
double DaySchedule::overdue(std::size_t place, Kind kind) const
{
    const spool::DayStand& day = days_[place];
    Tier tier = tiers_[place];
    // A day never read is read whole, and not looked at before.
    const bool awaits_whole = tier == Tier::never_read &&
                              (kind == Kind::whole || !has_failed_lately(day.day, Kind::whole));
    if (has_failed_lately(day.day, kind) || awaits_whole) {
        return kNotDue;
    }
    if (kind == Kind::whole && tier == Tier::differs) {
        return overdue_differing(day.day);
    }
    if (kind == Kind::look) {
        tier = sweeps_from_ ? calendar_tier_of(day, now_) : Tier::closed;
    }
    const Rhythm& rhythm = kind == Kind::whole ? kWholeReadings : kLooks;
    const auto last = kind == Kind::whole ? day.read_at : looked_at(day);
    const auto due = due_at(day.day, tier, last, rhythm);
    if (!due) {
        return kNotDue;
    }
    // A clock that was set back must not keep a day waiting.
    const bool set_back = last && *last > now_;
    return set_back ? 0 : Parts(now_ - *due) / Parts(wait_of(tier, rhythm));
}

double DaySchedule::overdue_differing(model::Day day) const
{
    const Tried* before = tried(day);
    if (before == nullptr || before->pauses == 0) {
        return 0; // not yet read in this run
    }
    return Parts(now_ - before->not_before) / Parts(pause_after(before->pauses - 1));
}

std::optional<model::Instant> DaySchedule::looked_at(const spool::DayStand& day) const
{
    const Tried* before = tried(day.day);
    // A whole reading is a look too.
    return std::max(day.read_at, before == nullptr ? std::nullopt : before->looked);
}

std::optional<model::Instant> DaySchedule::known_at() const
{
    std::optional<model::Instant> oldest;
    for (const spool::DayStand& day : days_) {
        if (calendar_tier_of(day, now_) == Tier::closed) {
            continue;
        }
        const auto looked = looked_at(day);
        if (!looked) {
            return std::nullopt;
        }
        oldest = oldest ? std::min(oldest, looked) : looked;
    }
    return oldest;
}

} // namespace congto::reading
