#include "agent/mapping/times.h"
#include "tests/mapping/rows.h"

#include <catch2/catch.hpp>

namespace congto::mapping {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

std::optional<model::Instant> read(std::string_view form, std::string_view text,
                                   minutes offset = hours(7))
{
    const auto format = TimeFormat::compile(form);
    REQUIRE(format);
    return format->parse(text, offset);
}

const model::Instant kMoment = test::at("2026-02-03 07:08:09");

} // namespace

TEST_CASE("the forms one-stop systems write are read")
{
    CHECK(read("%Y%m%d%H%M%S", "20260203070809") == kMoment);
    CHECK(read("%Y-%m-%d %H:%M:%S", "2026-02-03 07:08:09") == kMoment);
    CHECK(read("%d/%m/%Y %H:%M:%S", "03/02/2026 07:08:09") == kMoment);
    CHECK(read("%Y-%m-%dT%H:%M:%S%f%z", "2026-02-03T00:08:09.5Z") ==
          kMoment + microseconds(500'000));
    CHECK(read("%Y-%m-%dT%H:%M:%S%z", "2026-02-03T09:08:09+09:00") == kMoment);
    CHECK(read("%Y-%m-%d %H:%M:%S%z", "2026-02-03 00:08:09+00") == kMoment);
    CHECK(read("%Y-%m-%d", "2026-02-03") == test::at("2026-02-03 00:00:00"));
    CHECK(read("epoch_ms", "1770077289250", minutes(0)) == kMoment + microseconds(250'000));
    CHECK(read("epoch_s", "1770077289", hours(7)) == kMoment);
}

TEST_CASE("a fraction may be of any length, or absent")
{
    constexpr std::string_view kForm = "%Y-%m-%d %H:%M:%S%f";
    CHECK(read(kForm, "2026-02-03 07:08:09") == kMoment);
    CHECK(read(kForm, "2026-02-03 07:08:09.000001") == kMoment + microseconds(1));
    CHECK(read(kForm, "2026-02-03 07:08:09.1234567") == kMoment + microseconds(123'456));
    CHECK_FALSE(read(kForm, "2026-02-03 07:08:09."));
}

TEST_CASE("text that is not wholly of the form is no time")
{
    constexpr std::string_view kForm = "%Y-%m-%d %H:%M:%S";
    for (const char* text :
         {"", "2026-02-03", "2026-02-03 07:08:09 ", "2026-02-03 07:08:09.1", "2026-2-3 07:08:09",
          "2026-02-03T07:08:09", "2026-02-03 07:08:0x", "not a time", "2026-02-03 07:08:-9"}) {
        CAPTURE(text);
        CHECK_FALSE(read(kForm, text));
    }
}

TEST_CASE("dates that do not exist are no times")
{
    constexpr std::string_view kForm = "%Y-%m-%d %H:%M:%S";
    for (const char* text : {"2026-02-29 00:00:00", "2026-13-01 00:00:00", "2026-02-03 24:00:00",
                             "2026-02-03 23:60:00", "0000-00-00 00:00:00"}) {
        CAPTURE(text);
        CHECK_FALSE(read(kForm, text));
    }
    CHECK_FALSE(read("epoch_ms", "99999999999999999", minutes(0)));
    CHECK_FALSE(read("epoch_s", "12x", minutes(0)));
}

TEST_CASE("dates that stand for none are no times of a dossier, though a cursor may be one")
{
    for (const int offset : {-14 * 60, -210, 0, 420, 14 * 60}) {
        const TimeForm form{{*TimeFormat::compile("%Y-%m-%d %H:%M:%S")}, minutes(offset)};
        for (const char* text :
             {"0001-01-01 00:00:00", "1753-01-01 00:00:00", "1899-12-30 00:00:00",
              "1900-01-01 00:00:00", "1900-01-01 23:59:59", "9999-12-31 23:59:59"}) {
            CAPTURE(text, offset);
            CHECK_FALSE(form.parse_moment(text));
            CHECK(form.parse(text));
        }
        CHECK(form.parse_moment("1900-01-05 00:00:00"));
    }
    const TimeForm epoch{{*TimeFormat::compile("epoch_s")}, minutes(0)};
    CHECK_FALSE(epoch.parse_moment("-2208988800")); // 1900-01-01 UTC
}

TEST_CASE("every time of a dossier that can be read is one a batch may hold")
{
    const TimeForm form{{*TimeFormat::compile("%Y-%m-%d %H:%M:%S%z")}, minutes(0)};
    for (const char* text : {"2199-12-31 23:59:59+00:00", "2199-12-31 23:59:59-03:30",
                             "2200-01-01 00:00:00+07:00", "1900-01-01 00:00:00+07:00"}) {
        CAPTURE(text);
        CHECK_FALSE(form.parse_moment(text)); // the day opened, in UTC+7, may be this one
    }
    CHECK(form.parse_moment("2199-12-31 23:59:59+07:00"));
}

TEST_CASE("a form without year, month and day, or with a directive twice, is no form")
{
    for (const char* form :
         {"", "%H:%M", "%Y-%m", "%Y-%m-%d %Y", "%Y-%m-%d %p", "%Y-%m-%d%", "%e"}) {
        CAPTURE(form);
        CHECK_FALSE(TimeFormat::compile(form));
    }
}

TEST_CASE("zones are UTC or an offset")
{
    CHECK(parse_zone("UTC") == minutes(0));
    CHECK(parse_zone("+07:00") == minutes(420));
    CHECK(parse_zone("-03:30") == minutes(-210));
    for (const char* zone :
         {"", "Z", "GMT", "+7", "07:00", "+25:00", "+07:00x", "Asia/Ho_Chi_Minh"}) {
        CAPTURE(zone);
        CHECK_FALSE(parse_zone(zone));
    }
}

TEST_CASE("local midnight belongs to its own day, whatever the zone of this machine")
{
    const auto last_of_month = read("%Y-%m-%d %H:%M:%S", "2026-02-28 23:59:59");
    const auto first_of_next = read("%Y-%m-%d %H:%M:%S", "2026-03-01 00:00:00");
    CHECK(model::text_of(model::day_of(*last_of_month)) == "2026-02-28");
    CHECK(model::text_of(model::day_of(*first_of_next)) == "2026-03-01");
}

} // namespace congto::mapping
