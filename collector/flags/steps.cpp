#include "collector/flags/steps.h"

#include <algorithm>
#include <optional>

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

// Both ends included.
std::map<GroupKey, Days> working_days(const store::Cells& cells, const rates::Question& question,
                                      model::Day from, model::Day to)
{
    std::map<GroupKey, Days> groups;
    for (model::Day day = from; day <= to; ++day.number) {
        if (!is_working_day(day.number)) {
            continue;
        }
        for (const store::CellGroup& group :
             cells.counts(store::Basis::received, question.scope, {day, day}, question.grouping)) {
            Part& part = groups[{group.unit, group.code}][day.number];
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

// None: one side has too few.
std::optional<SignalCount> step_between(const Part& before, const Part& last)
{
    if (before.all < kFewestOfStep || last.all < kFewestOfStep) {
        return std::nullopt;
    }
    const Wide beyond =
        (Wide{last.online} * before.all - Wide{before.online} * last.all) / before.all;
    return SignalCount{last.all, last.all, static_cast<std::int64_t>(std::max<Wide>(beyond, 0))};
}

bool is_larger(const SignalCount& one, const SignalCount& other)
{
    return Wide{one.flagged} * other.known > Wide{other.flagged} * one.known;
}

void keep_larger(std::optional<SignalCount>& largest, const std::optional<SignalCount>& step)
{
    if (step && (!largest || is_larger(*step, *largest))) {
        largest = step;
    }
}

std::optional<SignalCount> largest_step(const Days& days, model::Month month)
{
    const std::int32_t first = model::first_day(month).number;
    const std::int32_t end = model::last_day(month).number;
    std::optional<SignalCount> largest;
    for (const int length : kLastDays) {
        keep_larger(largest,
                    step_between(sum(days, first, end - length), sum(days, end - length + 1, end)));
    }
    return largest;
}

} // namespace

Steps steps_at_month_end(const store::Cells& cells, const rates::Question& question)
{
    Steps steps;
    const std::int32_t last = model::month_of(question.period.to).number;
    for (model::Month month = model::month_of(question.period.from); month.number <= last;
         ++month.number) {
        const model::Day end = model::last_day(month);
        if (question.today <= end) {
            break;
        }
        for (const auto& [key, days] :
             working_days(cells, question, model::first_day(month), end)) {
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

Steps steps_in_campaigns(const store::Cells& cells, const rates::Question& question,
                         const registers::CampaignRegister& campaigns)
{
    std::map<GroupKey, std::optional<SignalCount>> largest;
    for (const registers::Campaign& campaign : campaigns.all()) {
        const model::Day from = std::max(campaign.from, question.period.from);
        const model::Day to = std::min(campaign.to, question.period.to);
        if (to < from) {
            continue;
        }
        const model::Day before{campaign.from.number - kDaysBeforeCampaign};
        auto groups = working_days(cells, question, before, {campaign.from.number - 1});
        for (auto& [key, days] : working_days(cells, question, from, to)) {
            const Part usual = sum(groups[key], before.number, campaign.from.number - 1);
            keep_larger(largest[key], step_between(usual, sum(days, from.number, to.number)));
        }
    }
    Steps steps;
    for (const auto& [key, step] : largest) {
        if (step) {
            steps[key] = *step;
        }
    }
    return steps;
}

} // namespace congto::flags
