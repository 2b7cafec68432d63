#include "proto/model/time.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace congto::model {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

template <typename Time>
Day civil_day(Time time)
{
    return {static_cast<std::int32_t>(floor<days>(time.time_since_epoch() + kCivilOffset).count())};
}

sys_days date_of(Day day)
{
    return sys_days(days(day.number));
}

Day day_of_date(year_month_day date)
{
    return {static_cast<std::int32_t>(sys_days(date).time_since_epoch().count())};
}

year_month calendar_month(Month month)
{
    return year_month(year(1970), std::chrono::January) + std::chrono::months(month.number);
}

std::optional<int> digits(std::string_view text)
{
    int value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.front() == '-' || parsed.ec != std::errc{} ||
        parsed.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<year_month> calendar_month(std::string_view text)
{
    if (text.size() != 7 || text[4] != '-') {
        return std::nullopt;
    }
    const std::optional<int> years = digits(text.substr(0, 4));
    const std::optional<int> months = digits(text.substr(5));
    if (!years || !months || *years < 1900 || *years > 2199 || *months < 1 || *months > 12) {
        return std::nullopt;
    }
    return year_month(year(*years), std::chrono::month(static_cast<unsigned>(*months)));
}

template <typename... Numbers>
std::string formatted(const char* format, Numbers... numbers)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), format, numbers...);
    return text.data();
}

std::string date_text(year_month_day date)
{
    return formatted("%04d-%02u-%02u", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

} // namespace

Day day_of(Moment moment)
{
    return civil_day(moment);
}

Day day_of(Instant instant)
{
    return civil_day(instant);
}

Month month_of(Day day)
{
    const year_month_day date(date_of(day));
    return {(static_cast<int>(date.year()) - 1970) * 12 +
            static_cast<int>(static_cast<unsigned>(date.month())) - 1};
}

Day first_day(Month month)
{
    return day_of_date(calendar_month(month) / 1);
}

Day last_day(Month month)
{
    return day_of_date(calendar_month(month) / std::chrono::last);
}

Moment start_of(Day day)
{
    return Moment(date_of(day)) - kCivilOffset;
}

bool is_lawful_time(Moment moment)
{
    constexpr Moment kFirst{sys_days{year{1900} / 1 / 1}};
    constexpr Moment kEnd{sys_days{year{2200} / 1 / 1}};
    return kFirst <= moment && moment < kEnd;
}

bool is_lawful_day(Day day)
{
    return is_lawful_time(Moment(date_of(day)));
}

std::optional<Day> parse_day(std::string_view text)
{
    if (text.size() != 10 || text[7] != '-') {
        return std::nullopt;
    }
    const std::optional<year_month> month = calendar_month(text.substr(0, 7));
    const std::optional<int> day = digits(text.substr(8));
    if (!month || !day || *day < 1) {
        return std::nullopt;
    }
    const year_month_day date = *month / *day;
    return date.ok() ? std::optional(day_of_date(date)) : std::nullopt;
}

std::optional<Month> parse_month(std::string_view text)
{
    const std::optional<year_month> month = calendar_month(text);
    return month ? std::optional(month_of(day_of_date(*month / 1))) : std::nullopt;
}

std::string text_of(Day day)
{
    return date_text(year_month_day(date_of(day)));
}

std::string text_of(Month month)
{
    return text_of(first_day(month)).substr(0, 7);
}

std::string text_of(Moment moment)
{
    const auto civil = moment + kCivilOffset;
    const auto date = floor<days>(civil);
    const std::chrono::hh_mm_ss clock(civil - date);
    return date_text(year_month_day(date)) + formatted(" %02d:%02d:%02d",
                                                       static_cast<int>(clock.hours().count()),
                                                       static_cast<int>(clock.minutes().count()),
                                                       static_cast<int>(clock.seconds().count()));
}

} // namespace congto::model
