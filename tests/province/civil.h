// Local civil time of a province (+07:00, no daylight saving), in whole seconds since 1970-01-01
// 00:00 on its own clock. No zone is ever applied: the sources keep local time, and so do we.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace congto::province {

using Second = std::int64_t;
using DayNumber = std::int64_t;
inline constexpr Second kDay = 86'400;
inline constexpr Second kHour = 3'600;

DayNumber day_of(Second time);
int weekday_of(DayNumber day); // 0 = Monday

// A civil month, or none of that form: "2026-03".
struct Month {
    int year = 1970;
    int month = 1;

    auto operator<=>(const Month&) const = default;
    DayNumber first_day() const;
    DayNumber last_day() const;
    Month next() const;
    std::string name() const;
};
Month month_of(DayNumber day);
std::optional<Month> month_named(std::string_view text);
std::optional<DayNumber> day_named(std::string_view text); // "2026-03-05"
std::string name_of_day(DayNumber day);
// "260305", as it stands in a dossier code.
std::string short_name_of_day(DayNumber day);

// "2026-03-05 07:30:00", and back.
std::string text_of(Second time);
std::optional<Second> second_named(std::string_view text);

// The real clock's now here, in microseconds.
std::int64_t now_micros();

// The same moment when offices are open (weekdays 7:30–11:30 and 13:30–17:00), else the next
// opening.
Second when_open(Second time);
// `seconds` of opening hours after a moment; a working day has 7.5 hours of them.
Second after_open_time(Second time, Second seconds);
inline constexpr Second kOpenSecondsADay = 27'000;

} // namespace congto::province
