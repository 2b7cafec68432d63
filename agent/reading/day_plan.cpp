#include "agent/reading/day_plan.h"

#include <algorithm>

namespace congto::reading {
namespace {

using std::chrono::milliseconds;

constexpr std::int32_t kRecentDays = 7;
constexpr std::int32_t kWidestGap = 31;

bool is_recent(model::Day day, model::Day today)
{
    return day < today && day.number >= today.number - kRecentDays;
}

// Every day from `from` to `to`, both included, that is not there yet.
void fill(std::vector<spool::DayStand>& days, model::Day from, model::Day to)
{
    for (; from <= to; ++from.number) {
        spool::DayStand day;
        day.day = from;
        days.push_back(day);
    }
}

} // namespace

std::string_view name_of(Tier tier)
{
    switch (tier) {
    case Tier::asked:
        return "asked for";
    case Tier::never_read:
        return "never read";
    case Tier::differs:
        return "differs";
    case Tier::today:
        return "today";
    case Tier::recent:
        return "recent";
    case Tier::open:
        return "open dossiers";
    case Tier::closed:
        return "closed";
    }
    return "";
}

Tier tier_of(const spool::DayStand& day, model::Instant now)
{
    if (day.asked) {
        return Tier::asked;
    }
    if (day.claimed == 0) {
        return Tier::never_read;
    }
    return day.verdict == spool::DayStanding::differs ? Tier::differs : calendar_tier_of(day, now);
}

Tier calendar_tier_of(const spool::DayStand& day, model::Instant now)
{
    const model::Day today = model::day_of(now);
    if (day.day == today) {
        return Tier::today;
    }
    if (is_recent(day.day, today)) {
        return Tier::recent;
    }
    const bool moves = day.open != 0 || day.changed;
    return moves || day.verdict == spool::DayStanding::disputed ? Tier::open : Tier::closed;
}

milliseconds wait_of(Tier tier, const Rhythm& rhythm)
{
    switch (tier) {
    case Tier::asked:
    case Tier::never_read:
    case Tier::differs:
        return {};
    case Tier::today:
        return rhythm.today;
    case Tier::recent:
        return rhythm.recent;
    case Tier::open:
        return rhythm.open;
    case Tier::closed:
        return rhythm.closed;
    }
    return {};
}

std::optional<model::Instant> due_at(model::Day day, Tier tier, std::optional<model::Instant> read,
                                     const Rhythm& rhythm)
{
    const milliseconds wait = wait_of(tier, rhythm);
    if (wait == milliseconds{}) {
        return std::nullopt;
    }
    if (!read) {
        return model::Instant{};
    }
    if (tier != Tier::closed) {
        return *read + wait;
    }
    const std::chrono::microseconds own = model::start_of(day).time_since_epoch() % wait;
    const auto rounds = (read->time_since_epoch() - own) / wait + 1;
    return model::Instant(own + rounds * std::chrono::microseconds(wait));
}

std::vector<spool::DayStand> days_to_read(std::vector<spool::DayStand> known, model::Day today,
                                          std::optional<model::Day> first)
{
    const auto earlier = [](const spool::DayStand& one, const spool::DayStand& other) {
        return one.day < other.day;
    };
    std::sort(known.begin(), known.end(), earlier);
    std::vector<spool::DayStand> more;
    for (std::size_t i = 1; i < known.size(); ++i) {
        const model::Day before = known[i - 1].day;
        const model::Day after = known[i].day;
        if (after.number - before.number <= kWidestGap && after <= today) {
            fill(more, {before.number + 1}, {after.number - 1});
        }
    }
    fill(more, std::min(first.value_or(today), model::Day{today.number - kRecentDays}), today);
    known.insert(known.end(), more.begin(), more.end());
    // The known one comes first of those of a day.
    std::stable_sort(known.begin(), known.end(), earlier);
    const auto same = [](const spool::DayStand& one, const spool::DayStand& other) {
        return one.day == other.day;
    };
    known.erase(std::unique(known.begin(), known.end(), same), known.end());
    return known;
}

} // namespace congto::reading
