#include "collector/store/removal_rule.h"

namespace congto::store {
namespace {

constexpr std::int64_t kAlwaysBelieved = 20;
constexpr std::int64_t kDayPart = 50;     // 2 %
constexpr std::int64_t kMonthPart = 1000; // 0.1 %

bool is_too_much(const Loss& loss, std::int64_t part)
{
    const std::int64_t lost = loss.lost + loss.lately;
    return lost > kAlwaysBelieved && lost > (loss.shown + loss.lately) / part;
}

} // namespace

std::set<model::Day> held_days(const Losses& losses, wire::RemovalCause cause)
{
    std::set<model::Day> held;
    for (const auto& [day, loss] : losses.days) {
        const auto month = losses.months.find(model::month_of(day));
        if (is_too_much(loss, kDayPart) ||
            (month != losses.months.end() && is_too_much(month->second, kMonthPart)) ||
            (cause == wire::RemovalCause::absent && loss.lost == loss.shown)) {
            held.insert(day);
        }
    }
    return held;
}

} // namespace congto::store
