// on_time against tables made by hand; marks as in indicators_test.cpp.
#include "tests/rates/measured.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
constexpr auto kReceived = rates::Population::received;
constexpr auto kSettled = rates::Population::settled;
constexpr auto kWithdrawnToo = rates::Population::settled_with_withdrawn;

// Received before the period, on 2025-12-20.
ADossier carried()
{
    return dossier().received("2025-12-20");
}

// Twenty-three dossiers around January 2026, asked on 2026-02-03.
std::vector<Observation> around_january()
{
    return {
        dossier().due("2026-01-10").resolved("2026-01-09"),           // R n, S n, W n
        dossier().due("2026-01-10").returned("2026-01-10"),           // R n, S n, W n: the second
        dossier().due("2026-01-10").resolved("2026-01-11"),           // R d, S d, W d: late
        dossier().due("2026-02-03"),                                  // R n: due today, open
        dossier().due("2026-02-02"),                                  // R d: overdue
        dossier(),                                                    // R d: open, no due time
        dossier().resolved("2026-01-09"),                             // R d, S d, W d: no due time
        dossier().due("2026-01-10").withdrawn("2026-01-07"),          // R n, W n
        dossier().due("2026-01-10").withdrawn("2026-01-12"),          // R d, W d
        dossier().due("2026-02-10").status(Status::stopped),          // R n: stopped stays open
        dossier().due("2026-02-10").status(Status::supplement_asked), // R n
        carried().due("2025-12-31").resolved("2025-12-30"),           // none: out before
        carried().due("2025-12-25").resolved("2025-12-30"),           // none: out before, late
        carried().due("2026-01-05").resolved("2025-12-31"),           // none: on the last day
        carried().due("2026-01-05").resolved("2026-01-01"),           // R n, S n, W n: first day
        carried().due("2025-12-31").resolved("2026-01-02"),           // R d, S d, W d
        carried().due("2025-12-30").withdrawn("2025-12-28"),          // none
        carried().due("2026-02-10"),                                  // R n
        carried().due("2026-01-10"),                                  // R d: overdue since
        carried().due("2026-02-05").resolved("2026-02-02"),           // R n: settled after it
        carried().due("2026-01-05").resolved("2026-02-02"),           // R d
        dossier().received("2026-02-01").due("2026-02-20"),           // none: received after
        dossier().received("2026-01-31").due("2026-02-20"),           // R n: on the last day
    };
}

TEST_CASE("on_time received: received or open in the period, judged as it stands now")
{
    const Measured unit(around_january());
    CHECK(unit.count("on_time", kReceived) == Counts{10, 18});
    CHECK(unit.figure("on_time", kReceived).count.aside == 2);
}

TEST_CASE("on_time settled: of those settled in the period, the ones settled by their due time")
{
    const Measured unit(around_january());
    CHECK(unit.count("on_time", kSettled) == Counts{3, 6});
    CHECK(unit.count("on_time", kWithdrawnToo) == Counts{4, 8});
}

TEST_CASE("what was not yet due is overdue when its day has passed")
{
    Measured unit(around_january());
    CHECK(unit.on("2026-02-04").count("on_time", kReceived) == Counts{9, 18});
    CHECK(unit.on("2026-02-11").count("on_time", kReceived) == Counts{6, 18});
    CHECK(unit.on("2026-02-21").count("on_time", kReceived) == Counts{5, 18});
}

TEST_CASE("a period before all dossiers has none, and one after all has those still open")
{
    const Measured unit({
        dossier().due("2026-01-10").resolved("2026-01-09"), // settled long before
        dossier().due("2026-04-01"),                        // n
        dossier().due("2026-01-20"),                        // d
    });
    CHECK(unit.count("on_time", kReceived, days("2025-06-01", "2025-06-30")) == Counts{0, 0});
    CHECK(unit.count("on_time", kReceived, days("2026-03-01", "2026-03-31")) == Counts{1, 2});
}

TEST_CASE("a settled dossier of an unknown day was in the period only if received in it")
{
    const Measured unit({
        dossier().status(Status::resolved),                 // d: received in January
        carried().status(Status::resolved),                 // none: perhaps settled before
        dossier().due("2026-01-10").resolved("2026-01-09"), // n
    });
    CHECK(unit.count("on_time", kReceived) == Counts{1, 2});
    CHECK(unit.count("on_time", kSettled) == Counts{1, 1});
}

TEST_CASE("what was withdrawn before anybody received it takes nothing away from on_time")
{
    const Measured unit({
        dossier().unreceived().withdrawn("2025-12-30"),                  // none: never received
        dossier().unreceived().due("2025-12-31").resolved("2025-12-30"), // none: no day received
        dossier().due("2026-01-10").resolved("2026-01-09"),              // n
        dossier().due("2026-01-10").resolved("2026-01-11"),              // d
    });
    CHECK(unit.count("on_time", kReceived) == Counts{1, 2});
    CHECK(unit.figure("on_time", kReceived).count.aside == 0);
}

TEST_CASE("a source without due times has no figure")
{
    const Measured unit({dossier().resolved("2026-01-09"), dossier()});
    CHECK(unit.figure("on_time", kReceived).none == rates::NoFigure::untold);
    CHECK(unit.figure("on_time", kSettled).none == rates::NoFigure::untold);
    CHECK(unit.count("on_time", kReceived) == Counts{0, 2});

    const Measured all_open({dossier(), dossier(), dossier().status(Status::stopped)});
    CHECK(all_open.figure("on_time", kReceived).none == rates::NoFigure::untold);
    CHECK(all_open.count("on_time", kReceived) == Counts{0, 3});

    const Measured undated({dossier().status(Status::resolved), dossier()});
    CHECK(undated.figure("on_time", kReceived).none == rates::NoFigure::untold);

    const Measured no_due_before({carried(), carried().resolved("2025-12-30"), dossier()});
    CHECK(no_due_before.figure("on_time", kReceived).none == rates::NoFigure::untold);
    CHECK(no_due_before.count("on_time", kReceived) == Counts{0, 2});
    CHECK(no_due_before.figure("on_time", kReceived).count.aside == 2);
}

TEST_CASE("one dossier whose timeliness is known gives a figure, overdue or not")
{
    const Measured beside_settled({
        dossier().due("2026-01-10"),      // d: overdue
        dossier().resolved("2026-01-09"), // d: no due time
    });
    CHECK(beside_settled.figure("on_time", kReceived).none == std::nullopt);
    CHECK(beside_settled.count("on_time", kReceived) == Counts{0, 2});
    CHECK(beside_settled.figure("on_time", kReceived).count.aside == 1);

    const Measured beside_open({dossier().due("2026-01-10"), dossier()});
    CHECK(beside_open.figure("on_time", kReceived).none == std::nullopt);
    CHECK(beside_open.count("on_time", kReceived) == Counts{0, 2});

    const Measured overdue({dossier().due("2026-01-10")});
    CHECK(overdue.figure("on_time", kReceived).none == std::nullopt);
    CHECK(overdue.count("on_time", kReceived) == Counts{0, 1});

    const Measured waiting({dossier().resolved("2026-01-09"), dossier().due("2026-02-10")});
    CHECK(waiting.figure("on_time", kReceived).none == std::nullopt);
    CHECK(waiting.count("on_time", kReceived) == Counts{1, 2});
}

TEST_CASE("times that contradict each other give no figure rather than a wrong one")
{
    const Measured unit({
        dossier().received("2026-01-20").due("2025-12-01").resolved("2025-12-30"),
        dossier().due("2026-01-10").resolved("2026-01-09"),
        dossier().due("2026-01-10").resolved("2026-01-09"),
    });
    CHECK(unit.figure("on_time", kReceived, days("2026-01-01", "2026-01-10")).none ==
          rates::NoFigure::times_disagree);
}

TEST_CASE("on_time by body and procedure together takes whole months, from the first day on")
{
    const Measured unit({
        carried().received("2025-12-03").due("2026-02-10").at("H44.20"), // n
        carried().received("2025-12-03").due("2025-12-20").resolved("2025-12-10").at("H44.20"),
        dossier().due("2026-01-10").resolved("2026-01-11").at("H44.20"), // d
        dossier().due("2026-01-10").resolved("2026-01-09").at("H44.20").of("2.000815"),
        dossier().due("2026-01-10").resolved("2026-01-09"),
    });
    rates::Question question;
    question.period = january();
    question.scope.unit = unit.unit();
    question.scope.procedure = "1.000894";
    question.grouping = store::Grouping::body;
    const auto groups = unit.groups("on_time", question);
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].code == "H44.14");
    CHECK(groups[0].figures[0].count.numerator == 1);
    CHECK(groups[0].figures[0].count.denominator == 1);
    CHECK(groups[1].code == "H44.20");
    CHECK(groups[1].figures[0].count.numerator == 1);
    CHECK(groups[1].figures[0].count.denominator == 2);
}

} // namespace
} // namespace congto::test
