// Instants, civil days and civil months.
//
// Civil days and months are those of Asia/Ho_Chi_Minh: UTC+7 without daylight saving since
// 1975-06-13; the project uses +7 for every date.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace congto::model {

// A point in time, UTC, microseconds: when something was changed, read or received.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// A time of a dossier's life, UTC, whole seconds (sources give no more).
using Moment = std::chrono::sys_seconds;

inline constexpr std::chrono::hours kCivilOffset{7};

// A civil day: days since 1970-01-01.
struct Day {
    std::int32_t number = 0;

    auto operator<=>(const Day&) const = default;
};

// A civil month: months since 1970-01.
struct Month {
    std::int32_t number = 0;

    auto operator<=>(const Month&) const = default;
};

Day day_of(Moment moment);
Day day_of(Instant instant);
Month month_of(Day day);
Day first_day(Month month);
Day last_day(Month month);

// The moment a civil day begins.
Moment start_of(Day day);

// The years 1900 to 2199, UTC: what parse_day reads and a store can show. A batch with a time
// outside has that observation rejected, so none is sent.
bool is_lawful_time(Moment moment);
// Likewise for the day a dossier was opened.
bool is_lawful_day(Day day);

// "2026-02-03" and "2026-02"; years 1900 to 2199. None: not a date of that form that exists.
std::optional<Day> parse_day(std::string_view text);
std::optional<Month> parse_month(std::string_view text);
std::string text_of(Day day);
std::string text_of(Month month);
// "2026-02-03 14:05:59" in civil time.
std::string text_of(Moment moment);

} // namespace congto::model
