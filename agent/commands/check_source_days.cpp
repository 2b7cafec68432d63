#include "agent/commands/check_source_days.h"

#include <algorithm>

namespace congto::agent {
namespace {

constexpr std::size_t kSample = 400; // rows
constexpr std::size_t kDays = 3;
constexpr std::int32_t kDaysBack = 15;     // longer than Tết
constexpr std::size_t kMostOfDay = 20'000; // rows

std::string row_of(std::size_t rows)
{
    return std::to_string(rows) + (rows == 1 ? " row" : " rows");
}

} // namespace

std::vector<std::string> DaysLook::faults()
{
    std::vector<std::string> faults;
    std::size_t looked_at = 0;
    for (const auto& [day, keys] : sample()) {
        if (looked_at++ == kDays) {
            break;
        }
        if (auto fault = fault_of_day(day, keys)) {
            faults.push_back(std::move(*fault));
        }
        if (!has_row(keys.front()) && faults.empty()) {
            faults.emplace_back(std::string("the row query does not give the row of a key the ") +
                                (today_ ? "day" : "page") +
                                " query gives, "
                                "and that row alone; mend it, or dossiers would be taken for gone");
        }
    }
    return faults;
}

std::map<model::Day, DaysLook::Keys> DaysLook::sample()
{
    std::map<model::Day, Keys> days;
    const source::Page page = today_ ? rows_of_newest_day() : inspection_.page({}, kSample);
    mapping_.bind(page.columns);
    for (const auto& row : page.rows) {
        const mapping::MappedRow mapped = mapping_.map(row, any_key_);
        if (const auto* dossier = std::get_if<mapping::Mapped>(&mapped.outcome)) {
            days[dossier->observation.id.opened()].push_back(mapped.position.key);
        }
    }
    return days;
}

source::Page DaysLook::rows_of_newest_day()
{
    source::Page page;
    for (std::int32_t back = 0; back < kDaysBack && page.rows.empty(); ++back) {
        page = inspection_.day(model::text_of(model::Day{today_->number - back}), "", kSample);
    }
    return page;
}

std::optional<DaysLook::Keys> DaysLook::keys_of(model::Day day, const std::string& after_key)
{
    const source::Page page = inspection_.day(model::text_of(day), after_key, kMostOfDay);
    if (page.rows.size() == kMostOfDay) {
        return std::nullopt;
    }
    mapping_.bind(page.columns);
    Keys keys;
    for (const auto& row : page.rows) {
        keys.push_back(mapping_.position_of(row).key);
    }
    return keys;
}

bool DaysLook::has_row(const std::string& key)
{
    const source::Page page = inspection_.row(key);
    mapping_.bind(page.columns);
    return page.rows.size() == 1 && mapping_.position_of(page.rows.front()).key == key;
}

std::optional<std::string> DaysLook::fault_of_day(model::Day day, const Keys& keys)
{
    const std::optional<Keys> found = keys_of(day, "");
    if (!found) {
        return std::nullopt; // too many to look at
    }
    const auto is_missed = [&](const std::string& key) {
        return std::find(found->begin(), found->end(), key) == found->end();
    };
    Keys missed;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(missed), is_missed);
    // Gone meanwhile is no fault.
    missed.erase(std::remove_if(missed.begin(), missed.end(),
                                [this](const std::string& key) { return !has_row(key); }),
                 missed.end());
    if (!missed.empty()) {
        return "the day query of " + model::text_of(day) + " misses " + row_of(missed.size()) +
               " of " + std::to_string(keys.size()) +
               " looked at whose dossiers were opened on that day, such as the row of key " +
               missed.front() +
               "; it must give them by the day in the code, or by [dossier] opened_on";
    }
    if (found->size() < 2) {
        return std::nullopt;
    }
    const auto middle = found->begin() + static_cast<std::ptrdiff_t>((found->size() - 1) / 2);
    if (const auto rest = keys_of(day, *middle); rest && *rest != Keys(middle + 1, found->end())) {
        return "the day query after a key in the middle of " + model::text_of(day) +
               " does not give the rest of the day: it must compare and order by the key, both in "
               "the same way (a number as a number, not as text)";
    }
    return std::nullopt;
}

} // namespace congto::agent
