#include "collector/register/portal_period.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace congto::registers {
namespace {

std::optional<Days> months_of(std::int64_t year, std::int64_t first, std::int64_t count)
{
    if (year < 1900 || year > 2199 || first < 1 || first > 12) {
        return std::nullopt;
    }
    const model::Month from{static_cast<std::int32_t>((year - 1970) * 12 + first - 1)};
    const model::Month to{from.number + static_cast<std::int32_t>(count) - 1};
    return Days{model::first_day(from), model::last_day(to)};
}

std::optional<std::int64_t> number_in(std::string_view digits, std::size_t length)
{
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = fault == std::errc() && end == digits.data() + digits.size();
    return whole && digits.size() == length ? std::optional(number) : std::nullopt;
}

// Hours and minutes, and seconds where there are any; none: no time of a day.
std::optional<std::chrono::seconds> clock_in(std::string_view text)
{
    const auto hours = number_in(text.substr(0, 2), 2);
    const auto minutes = number_in(text.substr(std::min<std::size_t>(3, text.size()), 2), 2);
    const bool colon = text.size() >= 5 && text[2] == ':' && hours && minutes;
    if (!colon || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) {
        return std::nullopt;
    }
    const auto until_minute = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    if (text.size() == 5) {
        return until_minute;
    }
    const auto seconds = number_in(text.substr(6, 2), 2);
    if (text[5] != ':' || !seconds || *seconds < 0 || *seconds > 59) {
        return std::nullopt;
    }
    const bool fraction =
        text.size() == 8 || (text[8] == '.' && text.size() > 9 &&
                             text.find_first_not_of("0123456789", 9) == std::string_view::npos);
    return fraction ? std::optional(until_minute + std::chrono::seconds(*seconds)) : std::nullopt;
}

} // namespace

std::optional<Days> days_of_month(std::int64_t year, std::int64_t month)
{
    return months_of(year, month, 1);
}

std::optional<Days> days_of_quarter(std::int64_t year, std::int64_t quarter)
{
    return quarter < 1 || quarter > 4 ? std::nullopt : months_of(year, quarter * 3 - 2, 3);
}

std::optional<Days> days_of_year(std::int64_t year)
{
    return months_of(year, 1, 12);
}

std::optional<Days> days_named(std::string_view text)
{
    if (const auto month = model::parse_month(text)) {
        return Days{model::first_day(*month), model::last_day(*month)};
    }
    const auto year = number_in(text.substr(0, 4), 4);
    if (!year) {
        return std::nullopt;
    }
    if (text.size() == 4) {
        return days_of_year(*year);
    }
    const auto quarter = text.substr(4, 2) == "-Q" ? number_in(text.substr(6), 1) : std::nullopt;
    return quarter ? days_of_quarter(*year, *quarter) : std::nullopt;
}

std::optional<model::Day> day_captured(std::string_view text)
{
    const auto day = model::parse_day(text.substr(0, 10));
    if (!day || text.size() == 10) {
        return day;
    }
    const std::string_view rest = text.substr(11);
    const auto zone = rest.find_first_of("Z+-");
    const auto clock = clock_in(rest.substr(0, zone));
    if (text[10] != 'T' || zone == std::string_view::npos || !clock) {
        return std::nullopt;
    }
    std::chrono::seconds ahead{0};
    if (rest[zone] != 'Z') {
        const auto offset = clock_in(rest.substr(zone + 1));
        if (!offset) {
            return std::nullopt;
        }
        ahead = rest[zone] == '+' ? *offset : -*offset;
    } else if (zone + 1 != rest.size()) {
        return std::nullopt;
    }
    return model::day_of(model::Moment(std::chrono::days(day->number)) + *clock - ahead);
}

} // namespace congto::registers
