#include "config/runtime/failure.h"
#include "tests/rates/measured.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
constexpr auto kReceived = rates::Population::received;
constexpr auto kSettled = rates::Population::settled;

// Over months and bodies; all online at level full but one.
Measured winter()
{
    return Measured({
        dossier().received("2025-12-31").at("H44.20"),
        dossier().received("2026-01-01").of("2.000815.000.00.00.H44"),
        dossier().received("2026-01-15").of("2.000815").at("H44.20"),
        dossier().received("2026-01-15").via(Channel::counter),
        dossier().received("2026-01-31").resolved("2026-02-01"),
        dossier().received("2026-02-01").at("H44.20"),
    });
}

std::vector<std::pair<std::string, Counts>> by_code(const std::vector<rates::Group>& groups)
{
    std::vector<std::pair<std::string, Counts>> found;
    for (const auto& group : groups) {
        const auto& count = group.figures.front().count;
        found.emplace_back(group.code, Counts{count.numerator, count.denominator});
    }
    return found;
}

rates::Question asked(store::Period period, store::Grouping grouping)
{
    rates::Question question;
    question.period = period;
    question.grouping = grouping;
    return question;
}

TEST_CASE("a period is any two days, both included")
{
    const auto unit = winter();
    const auto received = [&](const char* from, const char* to) {
        return unit.count("end_to_end", kReceived, days(from, to));
    };
    CHECK(received("2026-01-01", "2026-01-31") == Counts{3, 4});
    CHECK(received("2026-01-02", "2026-01-31") == Counts{2, 3});
    CHECK(received("2026-01-01", "2026-01-30") == Counts{2, 3});
    CHECK(received("2026-01-15", "2026-01-15") == Counts{1, 2});
    CHECK(received("2025-12-31", "2026-02-01") == Counts{7, 8});
    CHECK(received("2026-01-16", "2026-01-30") == Counts{0, 0});
    CHECK(unit.count("end_to_end", kSettled, days("2026-02-01", "2026-02-01")) == Counts{2, 2});
}

TEST_CASE("groups are told apart by body, by procedure, and not at all")
{
    using Found = std::vector<std::pair<std::string, Counts>>;
    const auto unit = winter();
    const auto groups = [&](store::Period period, store::Grouping grouping) {
        return by_code(unit.groups("end_to_end", asked(period, grouping)));
    };
    CHECK(groups(january(), store::Grouping::body) ==
          Found{{"H44.14", {2, 3}}, {"H44.20", {1, 1}}});
    CHECK(groups(days("2026-01-10", "2026-01-20"), store::Grouping::body) ==
          Found{{"H44.14", {0, 1}}, {"H44.20", {1, 1}}});
    CHECK(groups(january(), store::Grouping::procedure) ==
          Found{{"1.000894", {1, 2}}, {"2.000815", {2, 2}}});
    CHECK(groups(days("2026-01-10", "2026-01-20"), store::Grouping::procedure) ==
          Found{{"1.000894", {0, 1}}, {"2.000815", {1, 1}}});
    CHECK(groups(january(), store::Grouping::nothing) == Found{{"", {3, 4}}});
}

TEST_CASE("a scope leaves out every other unit, body and procedure")
{
    const auto unit = winter();
    auto question = asked(january(), store::Grouping::unit);
    const auto count = [&] {
        const auto groups = by_code(unit.groups("end_to_end", question));
        return groups.empty() ? Counts{0, 0} : groups.front().second;
    };
    question.scope.body = "H44.20";
    CHECK(count() == Counts{1, 1});
    question.scope.procedure = "1.000894";
    CHECK(count() == Counts{0, 0});
    question.scope.body = "H44.14";
    CHECK(count() == Counts{1, 2});
    question.scope = {};
    question.scope.unit = unit.unit() + 1;
    CHECK(count() == Counts{0, 0});
}

TEST_CASE("a body and a procedure over anything but whole months is one clear fault")
{
    const auto unit = winter();
    auto question = asked(days("2026-01-01", "2026-01-30"), store::Grouping::procedure);
    question.scope.body = "H44.20";
    CHECK_THROWS_AS(unit.groups("end_to_end", question), runtime::BadSettings);
    CHECK_THROWS_WITH(
        unit.groups("end_to_end", question),
        "a body and a procedure together are counted by whole months: give --month, or --from the "
        "first and --to the last day of a month, or ask for one of the two");
    question.period = days("2025-12-01", "2026-01-31");
    CHECK(by_code(unit.groups("end_to_end", question)).size() == 2);
}

TEST_CASE("two units are counted apart")
{
    Measured unit({dossier(), dossier().via(Channel::counter)});
    TestSpool other(unit.filled(), "H26", {"onestop"}, 2);
    other.observe({dossier().at("H26.14"), dossier().at("H26.14"), dossier().at("H26.14")});
    const auto groups = unit.groups("end_to_end", asked(january(), store::Grouping::unit));
    REQUIRE(groups.size() == 2);
    for (const auto& group : groups) {
        const auto& count = group.figures.front().count;
        const bool first = group.unit == unit.unit();
        CHECK(Counts{count.numerator, count.denominator} == (first ? Counts{1, 2} : Counts{3, 3}));
    }
    const auto nation = unit.groups("end_to_end", asked(january(), store::Grouping::nothing));
    REQUIRE(nation.size() == 1);
    CHECK(nation[0].unit == 0);
    CHECK(nation[0].figures[0].count.denominator == 5);
}

TEST_CASE("a source that tells nothing of fees or digitising gives no figure, not 0 %")
{
    const Measured unit({
        dossier().fee(Fee::unknown).digitised(Digitised::unknown),
        dossier().fee(Fee::unknown).digitised(Digitised::unknown).via(Channel::unknown),
    });
    CHECK(unit.figure("paid_online", kReceived).none == rates::NoFigure::untold);
    CHECK(unit.figure("digitised", kReceived).none == rates::NoFigure::untold);
    CHECK(unit.figure("end_to_end", kReceived).none == std::nullopt);
    CHECK(unit.count("end_to_end", kReceived) == Counts{1, 2});
}

TEST_CASE("a denominator of 0 gives no figure")
{
    const Measured unit({dossier().fee(Fee::none_due)});
    CHECK(unit.figure("paid_online", kReceived).none == rates::NoFigure::no_dossiers);
}

} // namespace
} // namespace congto::test
