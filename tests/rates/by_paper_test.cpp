// Indicators that ask the procedure register, against tables made by hand; marks as in
// indicators_test.cpp. Procedures: 1.000001 gives a result, 1.000002 gives none, 1.000003 gave none
// until 2026-01-15 and one since, 1.000894 the register does not know.
#include "tests/rates/measured.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
constexpr auto kReceived = rates::Population::received;
constexpr auto kSettled = rates::Population::settled;
constexpr auto kWithdrawnToo = rates::Population::settled_with_withdrawn;

registers::Procedure procedure(const char* code, bool gives_result, const char* from,
                               const char* to = nullptr)
{
    registers::Procedure made;
    made.code = code;
    made.gives_result = gives_result;
    made.valid_from = parse_day(from).value();
    if (to != nullptr) {
        made.valid_to = parse_day(to);
    }
    return made;
}

std::vector<registers::Procedure> procedures()
{
    return {procedure("1.000001", true, "2025-01-01"), procedure("1.000002", false, "2025-01-01"),
            procedure("1.000003", false, "2025-01-01", "2026-01-15"),
            procedure("1.000003", true, "2026-01-16")};
}

ADossier giving()
{
    return dossier().of("1.000001.000.00.00.H44");
}

ADossier giving_none()
{
    return dossier().of("1.000002");
}

ADossier changed_on(const char* received)
{
    return dossier().of("1.000003").received(received);
}

TEST_CASE("online_with_result: online, with an electronic result where the procedure gives one")
{
    const Measured unit(
        {
            giving().result(Result::electronic).resolved("2026-01-20"),        // R n, S n, W n
            giving().result(Result::electronic).via(Channel::counter),         // R d
            giving().result(Result::electronic).via(Channel::online_assisted), // R d
            giving().result(Result::post).resolved("2026-01-20"),              // R d, S d, W d
            giving(),                                                          // R d
            giving_none().resolved("2026-01-20"),                              // R n, S n, W n
            giving_none().result(Result::counter).level(Level::partial),       // R n
            giving_none().via(Channel::post).resolved("2026-01-20"),           // R d, S d, W d
            dossier().result(Result::electronic),                              // R n, paper unknown
            dossier().resolved("2026-01-20"),                // R d, S d, W d, unknown
            changed_on("2026-01-15"),                        // R n: gave none yet
            changed_on("2026-01-16"),                        // R d
            changed_on("2026-01-10").resolved("2026-01-16"), // R n, S d, W d: another day counts
            changed_on("2026-01-16").result(Result::electronic).withdrawn("2026-01-18"), // R n, W n
        },
        procedures());
    CHECK(unit.count("online_with_result", kReceived) == Counts{7, 14});
    CHECK(unit.count("online_with_result", kSettled) == Counts{2, 6});
    CHECK(unit.count("online_with_result", kWithdrawnToo) == Counts{3, 7});
    CHECK(unit.figure("online_with_result", kReceived).count.aside == 2);
    CHECK(unit.figure("online_with_result", kSettled).count.aside == 1);
}

TEST_CASE("result_electronic: of settled dossiers whose procedure gives a result or may")
{
    const Measured unit = Measured(
        {
            giving().result(Result::electronic).resolved("2026-01-20"), // R n, S n, W n
            giving().result(Result::electronic).via(Channel::counter).returned("2026-01-20"), // all
                                                                                              // n
            giving().result(Result::counter).resolved("2026-01-20"),         // R d, S d, W d
            giving().result(Result::unknown).resolved("2026-01-20"),         // R d, S d, W d
            giving().result(Result::electronic),                             // none: not settled
            giving().result(Result::electronic).withdrawn("2026-01-20"),     // W n
            giving_none().result(Result::electronic).resolved("2026-01-20"), // none
            giving_none().resolved("2026-01-20"),                            // none
            dossier().result(Result::electronic).resolved("2026-01-20"),     // R n, S n, W n,
                                                                             // unknown
            dossier().result(Result::post).resolved("2026-01-20"), // R d, S d, W d, unknown
            dossier(),                                             // none: not settled
            changed_on("2026-01-10").resolved("2026-01-15"),       // none
            changed_on("2026-01-10").resolved("2026-01-16"),       // S d, W d
            changed_on("2026-01-20").resolved("2026-02-02"),       // R d
        },
        procedures());
    CHECK(unit.count("result_electronic", kReceived) == Counts{3, 7});
    CHECK(unit.count("result_electronic", kSettled) == Counts{3, 7});
    CHECK(unit.count("result_electronic", kWithdrawnToo) == Counts{4, 8});
    CHECK(unit.figure("result_electronic", kReceived).count.aside == 2);
}

TEST_CASE("an empty procedure register counts strictly and says of how many")
{
    const Measured unit({
        giving_none().resolved("2026-01-20"),                       // d
        giving().result(Result::electronic).resolved("2026-01-20"), // n
    });
    CHECK(unit.count("online_with_result", kSettled) == Counts{1, 2});
    CHECK(unit.figure("online_with_result", kSettled).count.aside == 2);
    CHECK(unit.count("result_electronic", kSettled) == Counts{1, 2});
}

rates::Question by_body(store::Period period)
{
    rates::Question question;
    question.period = period;
    question.grouping = store::Grouping::body;
    return question;
}

TEST_CASE("bodies ask the register by whole months, and strictly where it changes within one")
{
    const Measured unit(
        {
            giving_none(),                         // H44.14: R n
            giving(),                              // H44.14: R d
            giving_none().at("H44.20"),            // R n
            changed_on("2026-01-10").at("H44.20"), // R d: the change is within the month
            changed_on("2025-12-10").at("H44.20"), // R n in December
        },
        procedures());
    const auto groups = unit.groups("online_with_result", by_body(january()));
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].code == "H44.14");
    CHECK(groups[0].figures[0].count == rates::Count{1, 2, 0, 0, 1, 0});
    CHECK(groups[1].code == "H44.20");
    CHECK(groups[1].figures[0].count == rates::Count{1, 2, 1, 0, 1, 0});
    const auto december =
        unit.groups("online_with_result", by_body(days("2025-12-01", "2025-12-31")));
    REQUIRE(december.size() == 2);
    CHECK(december[1].figures[0].count == rates::Count{1, 1, 0, 0, 1, 0});
}

TEST_CASE("units that share body codes and procedures ask the register apart")
{
    Measured unit({giving_none(), changed_on("2026-01-10")}, procedures());
    TestSpool other(unit.filled(), "H26", {"onestop"}, 2);
    other.observe({giving_none(), giving(), changed_on("2026-01-10"), changed_on("2026-01-20")});
    rates::Question question;
    question.period = january();
    for (const auto grouping : {store::Grouping::unit, store::Grouping::body}) {
        question.grouping = grouping;
        const bool by_unit = grouping == store::Grouping::unit;
        const auto groups = unit.groups("online_with_result", question);
        REQUIRE(groups.size() == 2);
        for (const auto& group : groups) {
            const auto& count = group.figures.front().count;
            const Counts found{count.numerator, count.denominator};
            if (group.unit == unit.unit()) {
                CHECK(found == (by_unit ? Counts{2, 2} : Counts{1, 2}));
            } else {
                CHECK(found == (by_unit ? Counts{2, 4} : Counts{1, 4}));
            }
        }
    }
}

TEST_CASE("bodies over other days have no figure of what the register must tell")
{
    CHECK(rates::unanswerable(*rates::indicator_named("online_with_result"),
                              by_body(days("2026-01-01", "2026-01-30"))) ==
          rates::NoFigure::whole_months);
    CHECK(rates::unanswerable(*rates::indicator_named("end_to_end"),
                              by_body(days("2026-01-01", "2026-01-30"))) == std::nullopt);
}

} // namespace
} // namespace congto::test
