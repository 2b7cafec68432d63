// A viewer of one unit, and figures of others.
#include "tests/dashboard/visiting.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

namespace congto::test {
namespace {

using model::Channel;

// The town, where everything of the other units is otherwise: more units and sources, other
// dossiers of earlier days at bodies and for procedures called alike, other reports, lists and
// targets. H44 is the same.
void make_otherwise(Town& town)
{
    std::vector<model::Observation> many;
    for (int at = 0; at < 40; ++at) {
        many.push_back(dossier().at("H44.14").resolved("2026-01-09").via(Channel::counter));
        many.push_back(dossier().at("H44.20").of("2.000815").received("2024-03-04"));
    }
    town.filled().reopen();
    town.metering("G01", many, 21, 7);
    town.metering("H26", many, 22, 8);
    town.metering("G09", many, 23, 9);
    town.filled().close();
    town.reporting("unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                   "G01,2026-01,end_to_end,40,80,50,secret report,2026-02-02\n"
                   "G09,2026-01,end_to_end,1,3,33.3,secret report,2026-02-02\n");
    town.with_bodies("code,unit,name_vi,kind,valid_from,valid_to,successor_code\n"
                     "H44.14,H26,Phường bí mật,ward,2025-07-01,,\n");
    town.with_procedures("code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n"
                         "1.000894,A,full,yes,yes,,2025-01-01,,G09\n"
                         "2.000815,B,partial,yes,no,,2025-01-01,,H26\n");
    town.with_targets("indicator,whom,from,to,rate,campaign\n"
                      "end_to_end,G09,2026-01-01,2026-12-31,12.5,\n");
}

const std::vector<std::string>& questions()
{
    static const std::vector<std::string> all = [] {
        std::vector<std::string> made;
        const auto add = [&](std::string question, const std::string& days,
                             const std::string& which) {
            question.append(days).append(which);
            made.push_back("/api/v1/" + question);
            made.push_back("/api/v1/" + question + "&format=csv");
        };
        for (const std::string days :
             {"month=2026-01", "year=2026", "from=2025-12-30&to=2026-02-03", "quarter=2026-Q1",
              "month=2025-05", "from=2024-01-01&to=2026-01-31", "campaign=none"}) {
            for (const std::string which :
                 {"", "&unit=H44", "&by=body", "&by=procedure", "&by=body&procedure=2.000815",
                  "&by=procedure&body=H44.14", "&body=G09.01", "&body=H44.14",
                  "&procedure=1.000894", "&basis=settled", "&unit=H44&all-units", "&units=held"}) {
                add("rates?", days, which);
                add("rates?indicator=all&", days, which);
                add("flags?", days, which);
            }
            for (const std::string which :
                 {"", "&unit=H44&origin=secret+report", "&reported=30.4"}) {
                add("gap?", days, which);
            }
            add("ranking?bodies-of=H44&", days, "");
            add("ranking?bodies-of=H44&", days, "&indicator=procedures_full");
        }
        return made;
    }();
    return all;
}

} // namespace

TEST_CASE("what a viewer of one unit is answered does not depend on any other unit")
{
    Visiting as_it_is;
    Visiting otherwise;
    make_otherwise(otherwise.town());
    std::size_t answers = 0;
    for (const std::string& question : questions()) {
        INFO(question);
        const auto one = as_it_is.asked_by("lan", question);
        const auto other = otherwise.asked_by("lan", question);
        CHECK(one.status == other.status);
        CHECK(one.body == other.body);
        CHECK(one.body.find("G09") == one.body.npos);
        answers += one.status == 200 ? 1 : 0;
    }
    CHECK(answers > questions().size() / 2);
    // What is refused him would tell, also where it is asked of his unit.
    for (const char* telling : {"/api/v1/rates?month=2026-01", "/api/v1/rates?all-time&unit=H44"}) {
        CHECK(as_it_is.asked_by("minh", telling).body != otherwise.asked_by("minh", telling).body);
    }
}

TEST_CASE("figures of others are refused, counted and noted, by every parameter")
{
    const Visiting visiting;
    std::uint64_t refused = 0;
    for (const char* question : {"rates?month=2026-01&unit=G09",
                                 "rates?month=2026-01&unit=",
                                 "rates?month=2026-01&unit=h44",
                                 "rates?month=2026-01&unit=H44+",
                                 "rates?month=2026-01&unit=H44.14",
                                 "rates?month=2026-01&unit=nonsense",
                                 "rates?month=2026-01&all-units",
                                 "rates?month=2026-01&by=nation",
                                 "rates?month=2026-01&by=nation&unit=H44",
                                 "rates?month=2026-01&units=new",
                                 "rates?month=2026-01&units=old&unit=H44",
                                 "rates?month=2026-01&units=new&units-on=2030-01-01",
                                 "rates?all-time",
                                 "rates?month=2026-01&unit=G09&body=H44.14",
                                 "rates?nonsense&unit=G09",
                                 "gap?month=2026-01&unit=G09",
                                 "gap?month=2026-01&units=old",
                                 "gap?all-time=true",
                                 "ranking?month=2026-01",
                                 "ranking?month=2026-01&bodies-of=G09",
                                 "ranking?month=2026-01&bodies-of=H44&units=new",
                                 "flags?month=2026-01&unit=G09",
                                 "flags?month=2026-01&by=nation",
                                 "flags?month=2026-01&all-units&detector=D3"}) {
        INFO(question);
        const auto response = visiting.asked_by("lan", "/api/v1/" + std::string(question));
        CHECK(response.status == 403);
        CHECK(response.body.starts_with("{\"faults\": [\"who asks is of unit H44 and sees its "
                                        "figures alone"));
        CHECK(response.body.find("Nội vụ") == response.body.npos);
        CHECK(visiting.people().people->refusals()["figures of others"] == ++refused);
    }
    const auto acts = visiting.people().acts();
    CHECK(std::count(acts.begin(), acts.end(),
                     "figures of others refused /api/v1/rates who asks is of unit H44 and sees "
                     "its figures alone, not those of G09") == 1);
    // A unit that is given twice is none: one's own is meant, and the fault is told.
    const auto twice = visiting.asked_by("lan", "/api/v1/rates?month=2026-01&unit=H44&unit=G09");
    CHECK(twice.status == 400);
    CHECK(twice.body.find("G09") == twice.body.npos);
}

TEST_CASE(
    "by a session a unit's viewer sees what he sees by token, and his own where he names none")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("lan");
    const auto asked = [&](const std::string& target) {
        return visiting.ask(with(visiting.getting("/api/v1/" + target), "cookie", cookie));
    };
    CHECK(asked("rates?month=2026-01").body == asked("rates?month=2026-01&unit=H44").body);
    CHECK(asked("rates?month=2026-01").body ==
          visiting.asked_by("minh", "/api/v1/rates?month=2026-01&unit=H44").body);
    CHECK(asked("ranking?month=2026-01&bodies-of=H44").body ==
          visiting.asked_by("minh", "/api/v1/ranking?month=2026-01&bodies-of=H44").body);
    CHECK(asked("gap?month=2026-01").status == 200);
    CHECK(asked("flags?month=2026-01").status == 200);
    CHECK(asked("rates?month=2026-01&unit=G09").status == 403);
    // A token of who sees all may be of one unit.
    const auto token = visiting.people().token("minh", "H44");
    const auto by_token = [&](const std::string& target) {
        return visiting.ask(
            with(visiting.getting("/api/v1/" + target), "authorization", "Bearer " + token));
    };
    CHECK(by_token("rates?month=2026-01&unit=G09").status == 403);
    CHECK(by_token("rates?month=2026-01").body == asked("rates?month=2026-01").body);
}

} // namespace congto::test
