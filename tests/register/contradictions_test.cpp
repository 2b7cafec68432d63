// What was reported and cannot all be true, by hand-made reports.
#include "collector/register/contradictions.h"

#include <catch2/catch.hpp>

namespace congto::registers {
namespace {

using Lines = std::vector<std::string>;

model::Day day(std::string_view text)
{
    return model::parse_day(text).value();
}

// Of unit 1 by the portal, on the day after the period.
ReportedCount count(const std::string& name, std::int64_t value, const std::string& body = "",
                    const std::string& from = "2026-08-01", const std::string& to = "2026-08-31")
{
    return {1, body, day(from), day(to), name, value, "portal", day("2026-09-27")};
}

ReportedFigure on_time(const std::string& from, const std::string& to, const std::string& rate)
{
    return {1, day(from), day(to), "on_time", {}, {}, rate, "portal", day("2026-09-27")};
}

Lines said(const std::vector<ReportedFigure>& figures, const std::vector<ReportedCount>& counts)
{
    Lines lines;
    for (const Contradiction& one : contradictions_of(figures, counts)) {
        lines.push_back(std::string(one.kind) + ": " + one.says);
    }
    return lines;
}

TEST_CASE("channels that add up say nothing, others say what they come to")
{
    CHECK(said({}, {count("online", 5), count("at_counter", 3), count("by_post", 1),
                    count("channel_total", 9)})
              .empty());
    CHECK(said({}, {count("online", 5), count("at_counter", 3), count("by_post", 1),
                    count("channel_total", 8)}) ==
          Lines{"parts_of_total: online + at_counter + by_post = 9, channel_total = 8 (-1)"});
    // A channel that was not reported is not 0.
    CHECK(
        said({}, {count("online", 5), count("at_counter", 3), count("channel_total", 9)}).empty());
}

TEST_CASE("on time and overdue must come to what was received, and to what came online")
{
    CHECK(said({}, {count("received", 10), count("on_time", 7), count("overdue", 2),
                    count("online", 4), count("online_on_time", 4), count("online_overdue", 1)}) ==
          Lines{"parts_of_total: on_time + overdue = 9, received = 10 (+1)",
                "parts_of_total: online_on_time + online_overdue = 5, online = 4 (-1)"});
}

TEST_CASE("one capture with two numbers of all dossiers contradicts itself")
{
    CHECK(said({}, {count("channel_total", 152595), count("received", 184513)}) ==
          Lines{"all_dossiers: channel_total = 152595, received = 184513 (+31918)"});
    // A figure without counts beside it has its denominator.
    ReportedFigure digitised = on_time("2026-08-01", "2026-08-31", "50");
    digitised.indicator = "digitised";
    digitised.numerator = 1;
    digitised.denominator = 2;
    CHECK(said({digitised}, {count("received", 3)}) ==
          Lines{"all_dossiers: received = 3, digitised_of = 2 (+1)"});
}

TEST_CASE("captures of different days are not one report")
{
    ReportedCount later = count("received", 184513);
    later.reported_on = day("2026-10-10");
    CHECK(said({}, {count("channel_total", 152595), later}).empty());
}

TEST_CASE("bodies must come to their unit, in dossiers but not in procedures")
{
    CHECK(said({}, {count("received", 10), count("received", 4, "H44.1"),
                    count("received", 5, "H44.2"), count("procedures", 3),
                    count("procedures", 3, "H44.1"), count("procedures", 2, "H44.2")}) ==
          Lines{"bodies: received of the bodies = 9, of the unit = 10 (+1)"});
}

TEST_CASE("a body below another one counts within that")
{
    CHECK(said({}, {count("received", 100), count("received", 60, "H44.14"),
                    count("received", 40, "H44.14.01"), count("received", 20, "H44.14.01.3"),
                    count("received", 40, "H44.141")})
              .empty());
    // What is between them was not reported: it stands for itself.
    CHECK(said({}, {count("received", 100), count("received", 40, "H44.14.01"),
                    count("received", 50, "H44.2")}) ==
          Lines{"bodies: received of the bodies = 90, of the unit = 100 (+10)"});
}

TEST_CASE("a stated rate that its numbers do not give is a contradiction")
{
    ReportedFigure one = on_time("2026-08-01", "2026-08-31", "71.5");
    one.numerator = 7;
    one.denominator = 10;
    CHECK(said({one}, {}) == Lines{"rate: on_time 71.5 %, but 7 of 10 is 70.0 %"});
    one.rate = "70";
    CHECK(said({one}, {}).empty());
}

TEST_CASE("more of a month than of the year around it is a contradiction")
{
    CHECK(said({}, {count("services", 1884, "", "2026-01-01", "2026-09-26"),
                    count("services", 1968)}) ==
          Lines{"part_over_whole: services = 1884, but 1968 from 2026-08-01 to 2026-08-31"});
    CHECK(
        said({}, {count("services", 1884, "", "2026-01-01", "2026-08-30"), count("services", 1968)})
            .empty());
}

TEST_CASE("a rate above that of every month it consists of is a contradiction")
{
    const auto july = on_time("2026-07-01", "2026-07-31", "79.31");
    const auto august = on_time("2026-08-01", "2026-08-15", "84.50");
    CHECK(said({on_time("2026-07-01", "2026-08-15", "84.51"), july, august}, {}) ==
          Lines{"above_every_part: on_time 84.51 %, but no month is above 84.50 %"});
    CHECK(said({on_time("2026-07-01", "2026-08-15", "84.50"), july, august}, {}).empty());
    // A month that nobody reported may have been higher.
    CHECK(said({on_time("2026-06-01", "2026-08-15", "99"), july, august}, {}).empty());
}

TEST_CASE("rates of other digits are held against each other as far as both have them")
{
    const auto above = [](const std::string& whole, const std::string& month) {
        const auto july = on_time("2026-07-01", "2026-07-31", "79");
        const auto august = on_time("2026-08-01", "2026-08-15", month);
        return said({on_time("2026-07-01", "2026-08-15", whole), july, august}, {}).size();
    };
    CHECK(above("84.51", "84.5") == 0); // the month was 84.51 and cut
    CHECK(above("84.5999", "84.5") == 0);
    CHECK(above("84.6", "84.5") == 1);
    CHECK(above("84.60", "84.5") == 1);
    CHECK(above("84.6", "84.55") == 0); // the whole was 84.55 and rounded
    CHECK(above("84.7", "84.55") == 1);
    CHECK(above("80.1", "2") == 1);
    CHECK(above("79.9", "2") == 0); // July may have been
}

TEST_CASE("of two months more procedures may be in use, and another number full, than of each")
{
    for (const char* indicator : {"procedures_in_use", "procedures_full"}) {
        std::vector<ReportedFigure> figures{on_time("2026-07-01", "2026-07-31", "10"),
                                            on_time("2026-08-01", "2026-08-31", "10"),
                                            on_time("2026-07-01", "2026-08-31", "20")};
        CHECK(said(figures, {}).size() == 1);
        for (ReportedFigure& one : figures) {
            one.indicator = indicator;
        }
        CHECK(said(figures, {}).empty());
    }
}

} // namespace
} // namespace congto::registers
