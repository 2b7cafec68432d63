#include "tests/province/civil.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace congto::province {

namespace {

namespace chrono = std::chrono;

constexpr Second kMorning = 7 * kHour + 1800, kNoon = 11 * kHour + 1800;
constexpr Second kAfternoon = 13 * kHour + 1800, kEvening = 17 * kHour;

chrono::year_month_day civil_of(DayNumber day)
{
    return chrono::year_month_day{chrono::sys_days{chrono::days{day}}};
}

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count)
{
    if (text.size() < from + count)
        return std::nullopt;
    int value = 0;
    const char* end = text.data() + from + count;
    const auto [stop, error] = std::from_chars(text.data() + from, end, value);
    return error == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

void put(char* at, unsigned value, int width)
{
    for (int i = width; i-- != 0; value /= 10)
        at[i] = static_cast<char>('0' + value % 10);
}

} // namespace

DayNumber day_of(Second time)
{
    return time >= 0 ? time / kDay : -((-time + kDay - 1) / kDay);
}

int weekday_of(DayNumber day)
{
    return static_cast<int>((day % 7 + 10) % 7);
}

DayNumber Month::first_day() const
{
    const chrono::sys_days first =
        chrono::year{year} / chrono::month(static_cast<unsigned>(month)) / 1;
    return first.time_since_epoch().count();
}

DayNumber Month::last_day() const
{
    return next().first_day() - 1;
}

Month Month::next() const
{
    return month == 12 ? Month{year + 1, 1} : Month{year, month + 1};
}

std::string Month::name() const
{
    return name_of_day(first_day()).substr(0, 7);
}

Month month_of(DayNumber day)
{
    const auto civil = civil_of(day);
    return {static_cast<int>(civil.year()), static_cast<int>(static_cast<unsigned>(civil.month()))};
}

std::optional<Month> month_named(std::string_view text)
{
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2);
    if (text.size() != 7 || text[4] != '-' || !year || !month || *month < 1 || *month > 12)
        return std::nullopt;
    return Month{*year, *month};
}

std::optional<DayNumber> day_named(std::string_view text)
{
    const auto month = month_named(text.substr(0, 7));
    const auto day = digits(text, 8, 2);
    if (text.size() != 10 || text[7] != '-' || !month || !day || *day < 1)
        return std::nullopt;
    const DayNumber number = month->first_day() + *day - 1;
    return number <= month->last_day() ? std::optional(number) : std::nullopt;
}

std::string name_of_day(DayNumber day)
{
    return text_of(day * kDay).substr(0, 10);
}

std::string short_name_of_day(DayNumber day)
{
    const auto name = name_of_day(day);
    return name.substr(2, 2) + name.substr(5, 2) + name.substr(8, 2);
}

std::string text_of(Second time)
{
    const DayNumber day = day_of(time);
    const auto civil = civil_of(day);
    const auto seconds = static_cast<unsigned>(time - day * kDay);
    std::string text = "0000-00-00 00:00:00";
    put(text.data(), static_cast<unsigned>(static_cast<int>(civil.year())), 4);
    put(text.data() + 5, static_cast<unsigned>(civil.month()), 2);
    put(text.data() + 8, static_cast<unsigned>(civil.day()), 2);
    put(text.data() + 11, seconds / 3600, 2);
    put(text.data() + 14, seconds / 60 % 60, 2);
    put(text.data() + 17, seconds % 60, 2);
    return text;
}

std::optional<Second> second_named(std::string_view text)
{
    const auto day = day_named(text.substr(0, 10));
    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2),
               second = digits(text, 17, 2);
    if (text.size() != 19 || !day || !hour || !minute || !second)
        return std::nullopt;
    return *day * kDay + *hour * kHour + *minute * 60 + *second;
}

std::int64_t now_micros()
{
    const auto since = chrono::system_clock::now().time_since_epoch() + chrono::hours(7);
    return chrono::duration_cast<chrono::microseconds>(since).count();
}

Second when_open(Second time)
{
    for (;;) {
        const DayNumber day = day_of(time);
        const Second clock = time - day * kDay;
        if (weekday_of(day) >= 5 || clock >= kEvening)
            time = (day + 1) * kDay + kMorning;
        else if (clock < kMorning)
            time = day * kDay + kMorning;
        else if (clock >= kNoon && clock < kAfternoon)
            time = day * kDay + kAfternoon;
        else
            return time;
    }
}

Second after_open_time(Second time, Second seconds)
{
    for (;;) {
        time = when_open(time);
        const DayNumber day = day_of(time);
        const Second end = day * kDay + (time - day * kDay < kNoon ? kNoon : kEvening);
        if (seconds < end - time)
            return time + seconds;
        seconds -= end - time;
        time = end;
    }
}

} // namespace congto::province
