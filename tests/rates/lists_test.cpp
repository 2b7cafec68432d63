// procedures_full and procedures_in_use against lists made by hand. The comment behind a line says
// where it counts: F procedures_full, U procedures_in_use; n in the numerator, d only in the
// denominator.
#include "collector/rates/lists.h"
#include "config/runtime/failure.h"
#include "tests/rates/golden.h"
#include "tests/rates/town.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
using rates::NoFigure;

const std::string kColumns =
    "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n";

std::string line(const std::string& facts, const std::string& days, const std::string& unit)
{
    static int number = 0;
    return "9." + std::to_string(100'000 + ++number) + ",một thủ tục," + facts + ",,," + days +
           ',' + unit + '\n';
}

const std::string kList =
    kColumns +
    "1.000894,Ly hôn,full,yes,,,2025-07-01,,H44\n"                 // F n, U n: by the applicant
    "2.000815,Chứng thực,partial,yes,,,2025-07-01,,H44\n"          // F d, U n: by the applicant
    "1.004441,Đất,partial,no,,,2025-07-01,,H44\n"                  // U d: assisted entry alone
    "1.001612,Hộ kinh doanh,full,no,,,2025-07-01,2026-01-31,H44\n" // U d: at the counter alone
    "1.004227,Khai tử,full,,,,2025-07-01,,H44\n"                   // F d: beside; U n
    "1.003583,Nhận con,,yes,,,2025-07-01,,H44\n"                   // F d; U d: beside
    + line("information_only,yes", "2025-07-01,", "H44")           // F d
    + line("information_only,no", "2025-07-01,", "H44")            // none
    + line("full,yes", "2025-07-01,", "H44")                       // F n, U d: no dossier
    + line("full,yes", "2025-07-01,2026-01-30", "H44")             // none: over on the last day
    + line("full,yes", "2026-02-01,", "H44")                       // none: not yet
    + line("full,yes", "2025-07-01,", "")                          // none: on nobody's list
    + line("full,yes", "2025-07-01,", "H26");                      // of another unit: F n

// Of each procedure what its line above needs, and dossiers that make nothing used.
std::vector<Observation> used()
{
    return {
        dossier(),
        dossier().resolved("2026-02-02"),
        dossier().of("2.000815").level(Level::partial).resolved("2026-01-20"),
        dossier().of("2.000815").via(Channel::counter),
        dossier().of("1.004441").via(Channel::online_assisted).resolved("2026-01-20"),
        dossier().of("1.001612").via(Channel::counter),
        dossier().of("1.001612").via(Channel::unknown),
        dossier().of("1.001612").via(Channel::migrated),
        dossier().of("1.001612").status(Status::refused),
        dossier().of("1.001612").received("2025-12-31"),
        dossier().of("1.004227"),
        dossier().of("1.003583"),
        dossier().of("1.999999"), // of a procedure that is on no list
    };
}

rates::Arguments asked(const char* indicator, const char* unit = "H44")
{
    auto arguments = january_by_unit();
    arguments.indicator = indicator;
    arguments.unit = unit;
    return arguments;
}

rates::Figure figure_of(const Town& town, const rates::Arguments& arguments)
{
    const auto groups = town.groups(arguments);
    REQUIRE(groups.size() == 1);
    return groups.front().figures.front();
}

Counts counts_of(const rates::Figure& figure)
{
    return {figure.count.numerator, figure.count.denominator};
}

TEST_CASE("procedures_full: eligible and offered full, of those eligible on the unit's list")
{
    Town town(used());
    town.with_procedures(kList);
    const auto figure = figure_of(town, asked("procedures_full"));
    CHECK(figure.none == std::nullopt);
    CHECK(counts_of(figure) == Counts{2, 6});
    CHECK(figure.count.aside == 1);
    auto settled = asked("procedures_full"); // no dossiers: the same on every basis
    settled.basis = "settled";
    CHECK(counts_of(figure_of(town, settled)) == Counts{2, 6});
}

TEST_CASE("procedures_in_use: those offered online that an applicant submitted a dossier for")
{
    Town town(used());
    town.with_procedures(kList);
    const auto figure = figure_of(town, asked("procedures_in_use"));
    CHECK(figure.none == std::nullopt);
    CHECK(counts_of(figure) == Counts{3, 7});
    CHECK(figure.count.aside == 1);
    CHECK(figure.count.self_service == 3);
    CHECK(figure.count.assisted == 1);
    auto settled = asked("procedures_in_use");
    settled.basis = "settled";
    CHECK(counts_of(figure_of(town, settled)) == Counts{1, 7});
    auto february = asked("procedures_in_use"); // no dossiers at all: nothing is known of use
    february.month = "2026-02";
    CHECK(figure_of(town, february).none == NoFigure::no_dossiers);
    february.basis = "settled"; // the list has changed
    CHECK(counts_of(figure_of(town, february)) == Counts{1, 7});
}

TEST_CASE("a list answers for a unit that is not metered; its use needs the dossiers")
{
    Town town(used());
    town.with_procedures(kList);
    CHECK(counts_of(figure_of(town, asked("procedures_full", "H26"))) == Counts{1, 1});
    CHECK(figure_of(town, asked("procedures_in_use", "H26")).none == NoFigure::not_metered);
    // H26 has a source of which nothing is read
    CHECK(figure_of(Town().with_procedures(kList), asked("procedures_in_use", "H26")).none ==
          NoFigure::not_read);
}

TEST_CASE("without a list, or with one that leaves it open, there is no figure and never 0 %")
{
    Town town(used());
    CHECK(figure_of(town, asked("procedures_full")).none == NoFigure::no_list);
    CHECK(figure_of(town, asked("procedures_in_use")).none == NoFigure::no_list);
    town.with_procedures(kColumns + line("full,yes", "2025-07-01,", ""));
    CHECK(figure_of(town, asked("procedures_full")).none == NoFigure::no_list);
    town.with_procedures(kColumns + line("full,", "2025-07-01,", "H44") +
                         line("partial,", "2025-07-01,", "H44"));
    CHECK(figure_of(town, asked("procedures_full")).none == NoFigure::list_untold);
    CHECK(counts_of(figure_of(town, asked("procedures_in_use"))) == Counts{0, 2});
    town.with_procedures(kColumns + line(",no", "2025-07-01,", "H44"));
    CHECK(figure_of(town, asked("procedures_full")).none == NoFigure::no_procedures);
    CHECK(figure_of(town, asked("procedures_in_use")).none == NoFigure::list_untold);
    town.with_procedures(kColumns + line("information_only,no", "2025-07-01,", "H44"));
    CHECK(figure_of(town, asked("procedures_in_use")).none == NoFigure::no_procedures);
}

TEST_CASE("bodies and procedures have no list: asked alone it is a fault, with others a reason")
{
    Town town(used());
    town.with_procedures(kList);
    auto arguments = asked("procedures_full");
    arguments.by = "body";
    CHECK_THROWS_WITH(town.understood(arguments),
                      "--indicator procedures_full counts the procedures of the list a unit "
                      "issued, which bodies and procedures have none of: ask --by unit or --by "
                      "nation, without --body and --procedure");
    arguments.by = "unit";
    arguments.procedure = "2.000815";
    CHECK_THROWS_AS(town.understood(arguments), runtime::BadSettings);
    arguments.procedure.reset();
    arguments.by = "body";
    arguments.indicator = "all";
    for (const auto& group : town.groups(arguments)) {
        CHECK(group.figures.at(6).none == NoFigure::units_only);
        CHECK(group.figures.at(7).none == NoFigure::units_only);
    }
}

TEST_CASE("the nation is the sum over lists, with how many units issued one")
{
    Town town(used());
    town.with_procedures(kList);
    auto arguments = january_by_unit();
    arguments.by = "nation";
    arguments.indicator = "procedures_full";
    CHECK(counts_of(figure_of(town, arguments)) == Counts{3, 7});
    CHECK(town.printed(arguments, runtime::Shape::table).find("2 of 51") != std::string::npos);
    arguments.indicator = "procedures_in_use";
    CHECK(counts_of(figure_of(town, arguments)) == Counts{3, 7});
    CHECK(town.printed(arguments, runtime::Shape::table).find("1 of 51") != std::string::npos);
    arguments.indicator = "all";
    check_golden("nation.txt", town.printed(arguments, runtime::Shape::table));
    check_golden("nation.json", town.printed(arguments, runtime::Shape::json));
    town.with_procedures(kColumns);
    arguments.indicator = "procedures_in_use";
    CHECK(figure_of(town, arguments).none == NoFigure::no_list);
}

TEST_CASE("the nation has no unit, and without any dossier says why")
{
    const Town nobody{{dossier().received("2025-12-31")}};
    auto arguments = january_by_unit();
    arguments.by = "nation";
    const auto headline = nobody.printed(arguments, runtime::Shape::table);
    CHECK(headline.find("no figure: no dossiers") != std::string::npos);
    CHECK(headline.find("Units metered and read: 1 of 51 that exist.") != std::string::npos);
    arguments.indicator = "end_to_end";
    CHECK(figure_of(nobody, arguments).none == NoFigure::no_dossiers);
    arguments.unit = "H44";
    CHECK_THROWS_WITH(nobody.understood(arguments),
                      "--by nation is of all units: leave --unit and --body out");
}

} // namespace
} // namespace congto::test
