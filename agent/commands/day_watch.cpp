#include "agent/commands/day_watch.h"

#include "config/runtime/failure.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace congto::agent {
namespace {

using Stands = std::map<std::pair<std::string, model::Day>, const spool::DayStand*>;

Stands stands_of(const spool::SpoolReport& report)
{
    Stands stands;
    for (const spool::SourceReport& source : report.sources) {
        for (const spool::DayStand& day : source.days) {
            stands[{source.named.name, day.day}] = &day;
        }
    }
    return stands;
}

} // namespace

DayWatch::DayWatch(const std::vector<AskedDays>& asked, const spool::SpoolReport& before,
                   Verdicts verdicts)
    : verdicts_(verdicts)
{
    const Stands stands = stands_of(before);
    for (const AskedDays& range : asked) {
        for (model::Day day = range.from; day <= range.to; ++day.number) {
            const auto known = stands.find({range.source, day});
            days_.push_back(
                {range.source, day, known == stands.end() ? 0 : known->second->claimed});
        }
    }
    const auto place = [](const Watched& one) { return std::tie(one.source, one.day); };
    std::sort(days_.begin(), days_.end(),
              [&](const Watched& one, const Watched& two) { return place(one) < place(two); });
    days_.erase(std::unique(days_.begin(), days_.end(),
                            [&](const Watched& one, const Watched& two) {
                                return place(one) == place(two);
                            }),
                days_.end());
}

DayWatch::State DayWatch::state_of(const Watched& day, const spool::DayStand& stand)
{
    if (stand.asked || stand.claimed == 0 || stand.claimed == day.claimed_before) {
        return State::asked;
    }
    switch (stand.verdict) {
    case spool::DayStanding::none:
        return State::claimed;
    case spool::DayStanding::verified:
        return State::verified;
    case spool::DayStanding::disputed:
        return State::disputed;
    case spool::DayStanding::differs:
        return State::differs;
    }
    return State::claimed;
}

bool DayWatch::look(const spool::SpoolReport& now)
{
    const Stands stands = stands_of(now);
    bool moved = false;
    for (Watched& day : days_) {
        const auto known = stands.find({day.source, day.day});
        if (known == stands.end() || is_judged(day)) {
            continue;
        }
        const State state = state_of(day, *known->second);
        moved = moved || state != day.state;
        day.state = state;
        day.dossiers = known->second->dossiers;
        if (state == State::differs && !day.again) {
            day.claimed_before = known->second->claimed;
        }
    }
    return moved;
}

std::vector<AskedDays> DayWatch::to_ask_again()
{
    std::vector<AskedDays> asked;
    for (Watched& day : days_) {
        if (day.state == State::differs && !day.again) {
            day.again = true;
            day.state = State::asked;
            asked.push_back({day.source, day.day, day.day});
        }
    }
    return asked;
}

bool DayWatch::is_judged(const Watched& day)
{
    return day.state == State::verified || day.state == State::disputed ||
           (day.state == State::differs && day.again);
}

bool DayWatch::is_over() const
{
    const std::size_t claimed = verdicts_ == Verdicts::are_carried ? count(State::claimed) : 0;
    return judged() + claimed == days_.size();
}

std::size_t DayWatch::judged() const
{
    return static_cast<std::size_t>(std::count_if(days_.begin(), days_.end(), is_judged));
}

std::size_t DayWatch::count(State state) const
{
    return static_cast<std::size_t>(std::count_if(
        days_.begin(), days_.end(), [&](const Watched& day) { return day.state == state; }));
}

const char* DayWatch::reason_of(const Watched& day) const
{
    switch (day.state) {
    case State::asked:
        return "not read: the source is away or cannot show its days; the agent's log says why";
    case State::claimed:
        if (verdicts_ == Verdicts::are_carried) {
            return "claimed: the verdict comes with the receipt of the next export";
        }
        return "not judged: the collector has given no verdict yet; is it away, or of an older "
               "edition?";
    case State::verified:
        return "";
    case State::disputed:
        return "removals are held until the ministry accepts or rejects them";
    case State::differs:
        return "the collector's sums are others, though all of the day was sent again";
    }
    return "";
}

runtime::Listing DayWatch::unverified() const
{
    runtime::Listing listing;
    listing.columns = {
        {"source", "source"}, {"day", "day"}, {"dossiers", "dossiers"}, {"reason", "reason"}};
    for (const Watched& day : days_) {
        if (day.state != State::verified) {
            listing.rows.push_back({day.source, model::text_of(day.day),
                                    static_cast<std::int64_t>(day.dossiers),
                                    std::string(reason_of(day))});
        }
    }
    return listing;
}

std::string DayWatch::summary() const
{
    std::string said = std::to_string(days_.size()) + (days_.size() == 1 ? " day: " : " days: ") +
                       std::to_string(count(State::verified)) + " verified";
    const auto add = [&](State state, const char* word) {
        if (const std::size_t days = count(state); days != 0) {
            said += ", " + std::to_string(days) + word;
        }
    };
    add(State::disputed, " disputed");
    add(State::differs, " differing");
    add(State::claimed, " not judged");
    add(State::asked, " not read");
    return said;
}

int DayWatch::exit_status() const
{
    if (judged() != days_.size()) {
        return runtime::kExitUnavailable;
    }
    return count(State::verified) == days_.size() ? 0 : runtime::kExitCorrupt;
}

} // namespace congto::agent
