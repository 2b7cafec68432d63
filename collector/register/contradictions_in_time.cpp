#include "collector/register/contradictions_in_time.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace congto::registers {
namespace {

// Of one unit or body, one origin and one count or indicator, by period: the latest report.
template <typename Reported>
using ByPeriod = std::map<std::pair<model::Day, model::Day>, const Reported*>;
using Subject = std::tuple<UnitId, std::string, std::string, std::string>;

const std::string& name_of(const ReportedCount& one)
{
    return one.name;
}

const std::string& name_of(const ReportedFigure& one)
{
    return one.indicator;
}

template <typename Reported>
std::map<Subject, ByPeriod<Reported>> by_subject(const std::vector<Reported>& all)
{
    std::map<Subject, ByPeriod<Reported>> subjects;
    for (const Reported& one : all) {
        const Reported*& latest =
            subjects[{one.unit, one.body, one.origin, name_of(one)}][{one.from, one.to}];
        if (latest == nullptr || latest->reported_on < one.reported_on) {
            latest = &one;
        }
    }
    return subjects;
}

template <typename Reported>
Contradiction of(const Reported& whole, std::string_view kind, std::string says)
{
    return {whole.unit,   whole.body,        whole.from, whole.to,
            whole.origin, whole.reported_on, kind,       std::move(says)};
}

std::string shown(const model::Day from, const model::Day to)
{
    return model::text_of(from) + " to " + model::text_of(to);
}

bool is_within(const std::pair<model::Day, model::Day>& part,
               const std::pair<model::Day, model::Day>& whole)
{
    return whole.first <= part.first && part.second <= whole.second && part != whole;
}

bool is_higher(WrittenRate one, WrittenRate other)
{
    // Four decimals at most, and a rate at most six digits before them: nothing overflows.
    const auto comparable = [](WrittenRate rate) {
        std::int64_t scaled = rate.scaled;
        for (int i = rate.decimals; i < 4; ++i) {
            scaled *= 10;
        }
        return scaled;
    };
    return comparable(one) > comparable(other);
}

// Whatever each was cut or rounded from. In the digits of the one that has fewer: the month's may
// have been more than it says, the other's less.
bool is_surely_higher(WrittenRate one, WrittenRate month)
{
    for (; one.decimals > month.decimals; --one.decimals) {
        one.scaled /= 10;
    }
    for (; month.decimals > one.decimals; --month.decimals) {
        month.scaled = (month.scaled + 9) / 10;
    }
    return one.scaled > month.scaled;
}

// The rates of the months that `whole` consists of; empty: one of them was not reported. The last
// may end where the whole does.
std::vector<WrittenRate> rates_of_months(const ByPeriod<ReportedFigure>& periods,
                                         const std::pair<model::Day, model::Day>& whole)
{
    std::vector<WrittenRate> rates;
    const model::Month last = model::month_of(whole.second);
    for (model::Month month = model::month_of(whole.first); month <= last; ++month.number) {
        const model::Day end = month == last ? whole.second : model::last_day(month);
        const auto found = periods.find({model::first_day(month), end});
        const auto rate = found == periods.end() ? std::nullopt : parse_rate(found->second->rate);
        if (!rate) {
            return {};
        }
        rates.push_back(*rate);
    }
    return rates;
}

// Of dossiers the whole is a mean of its months. Procedures in use are others in each month: of two
// months there may be more than of either. How many are full is a state and no sum at all.
bool is_mean_of_months(std::string_view indicator)
{
    return indicator != "procedures_full" && indicator != "procedures_in_use";
}

bool is_of_months(const std::pair<model::Day, model::Day>& whole)
{
    const model::Month first = model::month_of(whole.first);
    return whole.first == model::first_day(first) && first < model::month_of(whole.second);
}

std::string digits_of(WrittenRate rate)
{
    std::string digits = std::to_string(rate.scaled);
    const auto places = static_cast<std::size_t>(rate.decimals);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    return places == 0 ? digits : digits.insert(digits.size() - places, ".");
}

} // namespace

void check_parts_over_whole(const std::vector<ReportedCount>& counts,
                            std::vector<Contradiction>& found)
{
    for (const auto& [subject, periods] : by_subject(counts)) {
        for (const auto& [days, whole] : periods) {
            for (const auto& [part_days, part] : periods) {
                if (is_within(part_days, days) && part->value > whole->value) {
                    found.push_back(of(*whole, "part_over_whole",
                                       whole->name + " = " + std::to_string(whole->value) +
                                           ", but " + std::to_string(part->value) + " from " +
                                           shown(part_days.first, part_days.second)));
                }
            }
        }
    }
}

void check_above_every_part(const std::vector<ReportedFigure>& figures,
                            std::vector<Contradiction>& found)
{
    for (const auto& [subject, periods] : by_subject(figures)) {
        for (const auto& [days, whole] : periods) {
            if (!is_of_months(days) || !is_mean_of_months(whole->indicator)) {
                continue;
            }
            const auto rate = parse_rate(whole->rate);
            const auto months = rates_of_months(periods, days);
            const bool above = rate && !months.empty() &&
                               std::all_of(months.begin(), months.end(), [&](WrittenRate month) {
                                   return is_surely_higher(*rate, month);
                               });
            if (above) {
                const auto highest = std::max_element(
                    months.begin(), months.end(),
                    [](WrittenRate one, WrittenRate other) { return is_higher(other, one); });
                found.push_back(of(*whole, "above_every_part",
                                   whole->indicator + " " + whole->rate +
                                       " %, but no month is above " + digits_of(*highest) + " %"));
            }
        }
    }
}

} // namespace congto::registers
