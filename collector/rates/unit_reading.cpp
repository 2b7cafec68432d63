#include "collector/rates/unit_reading.h"

#include <algorithm>
#include <utility>

namespace congto::rates {

UnitReading::UnitReading(const registers::UnitRegister& units,
                         const registers::BodyRegister& bodies, UnitsRead read, model::Day on)
    : units_(units), bodies_(bodies), read_(read), on_(on)
{
    for (const auto& unit : units.all()) {
        if (const auto* successor = units.successor_of(unit)) {
            next_[unit.id] = successor->id;
        }
    }
}

store::UnitId UnitReading::became(store::UnitId held) const
{
    store::UnitId unit = held;
    for (auto next = next_.find(unit); next != next_.end(); next = next_.find(unit)) {
        if (on_ <= *units_.with_id(unit)->valid_to) {
            break;
        }
        unit = next->second;
    }
    return unit;
}

// A successor ends after what it succeeds, so following them ends.
bool UnitReading::leads_to(store::UnitId from, store::UnitId to) const
{
    for (auto next = next_.find(from); next != next_.end(); next = next_.find(next->second)) {
        if (next->second == to) {
            return true;
        }
    }
    return false;
}

std::vector<store::UnitId> UnitReading::merged_into(store::UnitId unit) const
{
    std::vector<store::UnitId> merged;
    for (const auto& [ended, next] : next_) {
        if (leads_to(ended, unit)) {
            merged.push_back(ended);
        }
    }
    return merged;
}

std::vector<store::UnitId> UnitReading::holders_of(store::UnitId shown) const
{
    std::vector<store::UnitId> holders{shown};
    for (const auto& unit : units_.all()) {
        const bool holds = read_ == UnitsRead::new_units   ? became(unit.id) == shown
                           : read_ == UnitsRead::old_units ? leads_to(shown, unit.id)
                                                           : false;
        if (holds && unit.id != shown) {
            holders.push_back(unit.id);
        }
    }
    return holders;
}

std::vector<store::UnitId> UnitReading::shown_of(store::UnitId held,
                                                 const store::Period& period) const
{
    if (read_ == UnitsRead::new_units) {
        return {became(held)};
    }
    std::vector<store::UnitId> shown{held};
    if (read_ == UnitsRead::old_units) {
        for (const auto unit : merged_into(held)) {
            const auto* ended = units_.with_id(unit);
            if (ended->valid_from <= period.to && period.from <= *ended->valid_to) {
                shown.push_back(unit);
            }
        }
    }
    return shown;
}

std::optional<model::Day> UnitReading::last_of_old(store::UnitId held) const
{
    std::optional<model::Day> last;
    for (const auto unit : merged_into(held)) {
        last = std::max(last, units_.with_id(unit)->valid_to);
    }
    return last;
}

store::UnitId UnitReading::old_unit_on(const std::vector<store::UnitId>& merged, store::UnitId held,
                                       const std::string& body, model::Day day) const
{
    const auto had_it = [&](store::UnitId unit) {
        return units_.with_id(unit)->valid_on(day) && bodies_.valid_on(unit, body, day) != nullptr;
    };
    const auto first = std::find_if(merged.begin(), merged.end(), had_it);
    if (first == merged.end() || had_it(held)) {
        return held;
    }
    // Of two that had one nobody can say whose it was.
    return std::any_of(std::next(first), merged.end(), had_it) ? held : *first;
}

// The days of the period on which it may be another's of the units: its first among them.
std::set<model::Day> UnitReading::changes_of(const std::vector<store::UnitId>& units,
                                             const std::string& body,
                                             const store::Period& period) const
{
    std::set<model::Day> days{period.from};
    const auto add = [&](model::Day day) {
        if (period.from < day && day <= period.to) {
            days.insert(day);
        }
    };
    const auto add_ends = [&](const auto& line) {
        add(line.valid_from);
        add({line.valid_to.value_or(period.to).number + 1});
    };
    for (const auto unit : units) {
        add_ends(*units_.with_id(unit));
        for (const auto* line : bodies_.lines_of(unit, body)) {
            add_ends(*line);
        }
    }
    return days;
}

std::vector<UnitReading::Span> UnitReading::old_units(store::UnitId held, const std::string& body,
                                                      const store::Period& period,
                                                      BodiesBy told) const
{
    const auto merged = merged_into(held);
    std::vector<Span> spans;
    const auto append = [&](model::Day from, model::Day to, store::UnitId unit) {
        if (to < from) {
            return;
        }
        if (!spans.empty() && spans.back().unit == unit) {
            spans.back().days.to = to;
        } else {
            spans.push_back({{from, to}, unit});
        }
    };
    auto units = merged;
    units.push_back(held);
    const auto days = changes_of(units, body, period);
    for (auto day = days.begin(); day != days.end(); ++day) {
        const auto next = std::next(day);
        append(*day, next == days.end() ? period.to : model::Day{next->number - 1},
               old_unit_on(merged, held, body, *day));
    }
    if (told == BodiesBy::day) {
        return spans;
    }
    const auto by_day = std::exchange(spans, {});
    for (const auto& span : by_day) {
        const model::Month first = model::month_of({span.days.from.number - 1});
        const model::Day begin = model::first_day({first.number + 1}); // of a whole month
        const model::Month last = model::month_of({span.days.to.number + 1});
        const model::Day end{model::first_day(last).number - 1};
        if (end < begin) {
            append(span.days.from, span.days.to, held);
            continue;
        }
        append(span.days.from, {begin.number - 1}, held);
        append(begin, end, span.unit);
        append({end.number + 1}, span.days.to, held);
    }
    return spans;
}

} // namespace congto::rates
