#include "collector/flags/month_ends.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace congto::flags {
namespace {

__extension__ using Wide = __int128;

struct Part {
    std::int64_t online = 0;
    std::int64_t all = 0;
};

using Days = std::map<std::int32_t, Part>; // working days that have a dossier

bool is_online(store::CellClass cls)
{
    return cls.channel() == model::Channel::online ||
           cls.channel() == model::Channel::online_assisted;
}

// 1970-01-01 was a Thursday.
bool is_working_day(std::int32_t day)
{
    return (day % 7 + 7 + 3) % 7 < 5;
}

std::map<GroupKey, Days> working_days(const store::Cells& cells, const rates::Question& question,
                                      model::Month month)
{
    std::map<GroupKey, Days> groups;
    for (std::int32_t day = model::first_day(month).number; day <= model::last_day(month).number;
         ++day) {
        if (!is_working_day(day)) {
            continue;
        }
        for (const store::CellGroup& group : cells.counts(store::Basis::received, question.scope,
                                                          {{day}, {day}}, question.grouping)) {
            Part& part = groups[{group.unit, group.code}][day];
            for (const store::CellCount& cell : group.counts) {
                if (rates::counts_in(rates::Population::received, cell.cls)) {
                    part.all += cell.count;
                    part.online += is_online(cell.cls) ? cell.count : 0;
                }
            }
        }
    }
    return groups;
}

Part sum(const Days& days, std::int32_t from, std::int32_t to)
{
    Part sum;
    for (auto day = days.lower_bound(from); day != days.end() && day->first <= to; ++day) {
        sum.online += day->second.online;
        sum.all += day->second.all;
    }
    return sum;
}

// Not below 0.
std::int64_t beyond(const Part& before, const Part& last)
{
    const Wide difference = Wide{last.online} * before.all - Wide{before.online} * last.all;
    return difference <= 0 ? 0 : static_cast<std::int64_t>(difference / before.all);
}

std::optional<SignalCount> largest_step(const Days& days, model::Month month)
{
    const std::int32_t first = model::first_day(month).number;
    const std::int32_t end = model::last_day(month).number;
    std::optional<SignalCount> largest;
    for (const int length : kLastDays) {
        const Part before = sum(days, first, end - length);
        const Part last = sum(days, end - length + 1, end);
        if (before.all < kFewestOfStep || last.all < kFewestOfStep) {
            continue;
        }
        const SignalCount step{last.all, last.all, beyond(before, last)};
        if (!largest || Wide{step.flagged} * largest->known > Wide{largest->flagged} * step.known) {
            largest = step;
        }
    }
    return largest;
}

} // namespace

std::map<GroupKey, SignalCount> steps_at_month_end(const store::Cells& cells,
                                                   const rates::Question& question)
{
    std::map<GroupKey, SignalCount> steps;
    const std::int32_t last = model::month_of(question.period.to).number;
    for (model::Month month = model::month_of(question.period.from); month.number <= last;
         ++month.number) {
        if (question.today <= model::last_day(month)) {
            break;
        }
        for (const auto& [key, days] : working_days(cells, question, month)) {
            if (const auto step = largest_step(days, month)) {
                SignalCount& sums = steps[key];
                sums.about += step->about;
                sums.known += step->known;
                sums.flagged += step->flagged;
            }
        }
    }
    return steps;
}

} // namespace congto::flags
