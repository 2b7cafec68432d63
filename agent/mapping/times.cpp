#include "agent/mapping/times.h"

#include <array>
#include <charconv>

namespace congto::mapping {
namespace {

using std::chrono::minutes;

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Takes exactly `count` digits.
bool take_number(std::string_view& text, std::size_t count, int& number)
{
    if (text.size() < count) {
        return false;
    }
    number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_digit(text[i])) {
            return false;
        }
        number = number * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return true;
}

// ".5", ".123", ".1234567": microseconds, further digits dropped. No dot: nothing is taken.
bool take_fraction(std::string_view& text, int& microseconds)
{
    if (text.empty() || text.front() != '.') {
        return true;
    }
    text.remove_prefix(1);
    std::size_t digits = 0;
    constexpr std::size_t kKept = 6;
    for (; digits < text.size() && is_digit(text[digits]); ++digits) {
        if (digits < kKept) {
            microseconds = microseconds * 10 + (text[digits] - '0');
        }
    }
    for (std::size_t i = digits; i < kKept; ++i) {
        microseconds *= 10;
    }
    text.remove_prefix(digits);
    return digits > 0;
}

bool take_zone(std::string_view& text, minutes& offset)
{
    if (text.starts_with('Z')) {
        text.remove_prefix(1);
        offset = minutes(0);
        return true;
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-')) {
        return false;
    }
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    int hour = 0;
    int minute = 0;
    if (!take_number(text, 2, hour)) {
        return false;
    }
    if (text.starts_with(':')) {
        text.remove_prefix(1);
    }
    if (!text.empty() && !take_number(text, 2, minute)) {
        return false;
    }
    offset = minutes(sign * (hour * 60 + minute));
    return hour <= 14 && minute < 60;
}

std::optional<model::Instant> epoch(std::string_view text, std::int64_t microseconds_each)
{
    std::int64_t count = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
    std::int64_t since = 0;
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() ||
        __builtin_mul_overflow(count, microseconds_each, &since)) {
        return std::nullopt;
    }
    const model::Instant instant{std::chrono::microseconds(since)};
    using std::chrono::sys_days, std::chrono::year, std::chrono::January;
    if (instant < sys_days(year(kFirstYear) / January / 1) ||
        instant >= sys_days(year(kLastYear + 1) / January / 1)) {
        return std::nullopt;
    }
    return instant;
}

} // namespace

struct TimeFormat::Fields {
    int year = 0;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int microsecond = 0;
    minutes offset{};

    std::optional<model::Instant> instant() const
    {
        const std::chrono::year_month_day date{std::chrono::year(year),
                                               std::chrono::month(static_cast<unsigned>(month)),
                                               std::chrono::day(static_cast<unsigned>(day))};
        if (year < kFirstYear || year > kLastYear || !date.ok() || hour > 23 || minute > 59 ||
            second > 59) {
            return std::nullopt;
        }
        return std::chrono::sys_days(date) + std::chrono::hours(hour) +
               std::chrono::minutes(minute) + std::chrono::seconds(second) +
               std::chrono::microseconds(microsecond) - offset;
    }
};

std::optional<TimeFormat> TimeFormat::compile(std::string_view form)
{
    TimeFormat format;
    if (form == "epoch_s" || form == "epoch_ms") {
        format.kind_ = form == "epoch_s" ? Kind::epoch_seconds : Kind::epoch_milliseconds;
        return format;
    }
    constexpr std::string_view kLetters = "YmdHMSfz"; // in the order of Part
    std::array<bool, kLetters.size()> met{};
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] != '%') {
            format.steps_.push_back({Part::literal, form[i]});
            continue;
        }
        const std::size_t letter = ++i < form.size() ? kLetters.find(form[i]) : kLetters.npos;
        if (letter == kLetters.npos || met[letter]) {
            return std::nullopt;
        }
        met[letter] = true;
        format.steps_.push_back({static_cast<Part>(letter)});
    }
    return met[0] && met[1] && met[2] ? std::optional(std::move(format)) : std::nullopt;
}

bool TimeFormat::take(const Step& step, std::string_view& text, Fields& fields)
{
    switch (step.part) {
    case Part::year:
        return take_number(text, 4, fields.year);
    case Part::month:
        return take_number(text, 2, fields.month);
    case Part::day:
        return take_number(text, 2, fields.day);
    case Part::hour:
        return take_number(text, 2, fields.hour);
    case Part::minute:
        return take_number(text, 2, fields.minute);
    case Part::second:
        return take_number(text, 2, fields.second);
    case Part::fraction:
        return take_fraction(text, fields.microsecond);
    case Part::zone:
        return take_zone(text, fields.offset);
    case Part::literal:
        if (!text.starts_with(step.literal)) {
            return false;
        }
        text.remove_prefix(1);
        return true;
    }
    return false;
}

std::optional<model::Instant> TimeFormat::parse(std::string_view text, minutes offset) const
{
    switch (kind_) {
    case Kind::epoch_seconds:
        return epoch(text, 1'000'000);
    case Kind::epoch_milliseconds:
        return epoch(text, 1'000);
    case Kind::civil:
        break;
    }
    Fields fields;
    fields.offset = offset;
    for (const Step& step : steps_) {
        if (!take(step, text, fields)) {
            return std::nullopt;
        }
    }
    return text.empty() ? fields.instant() : std::nullopt;
}

std::optional<model::Instant> TimeForm::parse(std::string_view text) const
{
    for (const TimeFormat& format : formats) {
        if (const auto instant = format.parse(text, offset)) {
            return instant;
        }
    }
    return std::nullopt;
}

std::optional<model::Moment> TimeForm::parse_moment(std::string_view text) const
{
    const auto instant = parse(text);
    return instant ? dossier_moment(*instant) : std::nullopt;
}

std::optional<model::Moment> dossier_moment(model::Instant instant)
{
    using std::chrono::sys_days, std::chrono::year, std::chrono::January;
    // 1900-01-01 is over everywhere.
    constexpr model::Moment kFirst{sys_days{year{1900} / January / 3}};
    const auto moment = std::chrono::floor<std::chrono::seconds>(instant);
    if (moment < kFirst || !model::is_lawful_time(moment) ||
        !model::is_lawful_day(model::day_of(moment))) {
        return std::nullopt;
    }
    return moment;
}

std::optional<minutes> parse_zone(std::string_view text)
{
    if (text == "UTC") {
        return minutes(0);
    }
    minutes offset{};
    if (text.starts_with('Z') || !take_zone(text, offset) || !text.empty()) {
        return std::nullopt;
    }
    return offset;
}

} // namespace congto::mapping
