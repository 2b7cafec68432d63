// Reports beside what is measured, as it is printed.
#include "config/runtime/failure.h"
#include "tests/rates/golden.h"
#include "tests/rates/town.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using runtime::Shape;

const std::string kHeading =
    "unit,body,from,to,indicator,numerator,denominator,rate,counted_as,origin,reported_on\n";
const std::string kReports =
    kHeading + "H44,,2026-01-01,2026-01-31,online_submission,6,7,85.71,online of all "
               "channels,portal,2026-02-01\n"
               "H44,,2026-01-01,2026-01-31,paid_online,1,2,50,,portal,2026-02-01\n"
               "H44,,2026-01-01,2026-01-31,end_to_end,,,92.4,,report 118/BC,2026-02-02\n"
               "H44,,2026-01-01,2026-01-15,online_submission,,,99,,portal,2026-01-16\n"
               "H44,,2026-01-05,2026-01-31,online_submission,,,98,,portal,2026-02-01\n"
               "H44,,2026-01-01,2026-01-31,online_submission,5,7,71.43,,portal,2026-01-31\n"
               "H44,H44.14,2026-01-01,2026-01-31,online_submission,3,4,75,,portal,2026-02-01\n"
               "H44,H44.99,2026-01-01,2026-01-31,online_submission,3,4,75,,portal,2026-02-01\n"
               "H26,,2026-01-01,2026-01-31,on_time,9,10,90,,portal,2026-02-01\n"
               "H01,,2026-01-01,2026-01-31,on_time,8,10,80,,portal,2026-02-01\n"
               "G09,,2026-01-01,2026-01-31,end_to_end_proven,1,2,50,,portal,2026-02-01\n";

rates::ComparisonArguments january()
{
    rates::ComparisonArguments asked;
    asked.which.month = "2026-01";
    return asked;
}

class ReportedTown : public Town {
public:
    ReportedTown() { reporting(kReports); }
};

TEST_CASE("every unit's reports stand beside what is measured, or why nothing is")
{
    const ReportedTown made;
    check_golden("compared.txt", made.printed_comparison(january(), Shape::table));
    check_golden("compared.csv", made.printed_comparison(january(), Shape::csv));
    check_golden("compared.json", made.printed_comparison(january(), Shape::json));
}

TEST_CASE("reports of bodies stand beside their bodies")
{
    const ReportedTown made;
    auto asked = january();
    asked.bodies = true;
    asked.which.unit = "H44";
    asked.which.indicator = "online_submission";
    check_golden("compared_bodies.txt", made.printed_comparison(asked, Shape::table));
}

TEST_CASE("of all time every report stands over its own days")
{
    const ReportedTown made;
    auto asked = january();
    asked.which.month.reset();
    asked.which.all_time = true;
    asked.which.unit = "H44";
    asked.origin = "portal";
    check_golden("compared_all_time.txt", made.printed_comparison(asked, Shape::table));
}

TEST_CASE("of all time also reports stand that begin before the first dossier, or end later")
{
    Town made(std::vector<model::Observation>{dossier()});
    made.reporting(kHeading + "H44,,2025-08-01,2025-12-31,online_submission,,,91,,portal,"
                              "2026-01-02\n"
                              "H44,,2026-01-01,2026-12-31,online_submission,,,93,,portal,"
                              "2026-02-01\n");
    auto asked = january();
    asked.which.month.reset();
    asked.which.all_time = true;
    const auto printed = made.printed_comparison(asked, Shape::csv);
    INFO(printed);
    CHECK(printed.find("H44,,2025-08-01,2025-12-31,online_submission,,,91,0,0,,,no dossiers") !=
          std::string::npos);
    CHECK(printed.find("H44,,2026-01-01,2026-12-31,online_submission,,,93,1,1,100.00") !=
          std::string::npos);
}

TEST_CASE("a period in which nothing was reported says so, and one that is none is refused")
{
    const ReportedTown made;
    auto asked = january();
    asked.which.month = "2025-11";
    CHECK(made.printed_comparison(asked, Shape::table).find("Nothing was reported of these days") !=
          std::string::npos);
    asked.which.month = "2026-13";
    CHECK_THROWS_AS(made.printed_comparison(asked, Shape::table), runtime::BadSettings);
}

} // namespace
} // namespace congto::test
