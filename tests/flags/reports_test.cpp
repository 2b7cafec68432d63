// D13: measured against reported.
#include "tests/flags/watched.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

const std::string kHeading = "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n";

std::vector<model::Observation> hundred()
{
    std::vector<model::Observation> table;
    add(table, 30, dossier());
    add(table, 70, dossier().via(model::Channel::counter));
    return table;
}

TEST_CASE("the latest report with numbers is compared with the same indicator as measured")
{
    Watched watched(hundred());
    watched.reporting(kHeading + "H44,2026-01,end_to_end,60,80,75,old,2026-02-01\n"
                                 "H44,2026-01,end_to_end,76,95,80,portal,2026-02-02\n"
                                 "H44,2026-01,end_to_end,,,90,loud,2026-02-03\n"
                                 "H44,2026-01,online_submission,1,1,100,portal,2026-02-04\n");
    const auto dossiers = watched.finding("reported_dossiers");
    CHECK(dossiers.count == flags::SignalCount{100, 100, 5});
    CHECK(dossiers.remark == "end_to_end, portal, 2026-02-02");
    CHECK(watched.count("reported_numerator") == std::vector<std::int64_t>{46, 76, 76});
    CHECK(watched.finding("reported_numerator").over);
}

TEST_CASE("without a report of exactly these days there is no answer")
{
    Watched watched(hundred());
    CHECK(watched.finding("reported_dossiers").none == flags::Untold::not_reported);
    watched.reporting(kHeading + "H44,2026-01,end_to_end,,,90,loud,2026-02-03\n"
                                 "H44,2025-12,end_to_end,1,2,50,loud,2026-02-03\n");
    CHECK(watched.finding("reported_dossiers").none == flags::Untold::not_reported);
    Watched later({dossier().received("2026-02-03")});
    later.reporting(kHeading + "H44,2026-01,end_to_end,46,100,46,loud,2026-02-03\n");
    CHECK(later.finding("reported_dossiers").none == flags::Untold::not_measured);
    auto by_body = watched.question();
    by_body.grouping = store::Grouping::body;
    const auto groups = watched.groups(by_body);
    REQUIRE(groups.size() == 1);
    CHECK(groups[0].findings.at(*flags::place_of("reported_dossiers")).none ==
          flags::Untold::unit_only);
}

} // namespace
} // namespace congto::test
