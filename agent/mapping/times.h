// Times as a source writes them. Of this room alone.
#pragma once

#include "proto/model/time.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::mapping {

// A form of times: %Y %m %d %H %M %S (that many digits), %f (a fraction with its dot, or nothing),
// %z ("Z", "+07:00", "+0700"), all else as it stands; or the words "epoch_s" and "epoch_ms": a
// count since 1970 in UTC. No locale, no guessing: text that is not wholly of the form is no time.
class TimeFormat {
public:
    // None: not a form. It must hold %Y, %m and %d, each directive at most once.
    static std::optional<TimeFormat> compile(std::string_view form);

    // `offset` east of UTC holds unless the text has its own zone. Years 1 to 9999: a cursor may
    // stand before any dossier.
    std::optional<model::Instant> parse(std::string_view text, std::chrono::minutes offset) const;

private:
    enum class Part : std::uint8_t {
        year,
        month,
        day,
        hour,
        minute,
        second,
        fraction,
        zone,
        literal
    };
    enum class Kind : std::uint8_t { civil, epoch_seconds, epoch_milliseconds };
    struct Step {
        Part part;
        char literal = '\0';
    };
    struct Fields;

    static bool take(const Step& step, std::string_view& text, Fields& fields);

    Kind kind_ = Kind::civil;
    std::vector<Step> steps_;
};

// The forms of a column, tried in order, and its zone.
struct TimeForm {
    std::vector<TimeFormat> formats;
    std::chrono::minutes offset{};

    std::optional<model::Instant> parse(std::string_view text) const;
    // A time of a dossier. None as well: a date that databases write for "none" (0001-01-01,
    // 1753-01-01, 9999-12-31; SQL Server's 1900-01-01, in whatever zone), or one no batch may hold.
    std::optional<model::Moment> parse_moment(std::string_view text) const;
};

// None: parse_moment has none of it.
std::optional<model::Moment> dossier_moment(model::Instant instant);

// "+07:00", "-03:30" or "UTC".
std::optional<std::chrono::minutes> parse_zone(std::string_view text);

} // namespace congto::mapping
