// D16 and the bursts of D2.
#include "collector/flags/sequences.h"
#include "tests/flags/watched.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using flags::SignalCount;
using flags::Untold;

void claim(Watched& watched, std::string_view day, std::vector<wire::DaySequence> sequences)
{
    wire::BatchBody body;
    body.source = 1;
    body.claims = {{*model::parse_day(day), 0, 0, 0, 0, 0, std::move(sequences)}};
    watched.spool().send(body);
}

struct Claimed : Watched {
    Claimed() : Watched({dossier().at("H44.14"), dossier().at("H44.20"), dossier().at("H44.30")})
    {
        claim(*this, "2026-01-05", {{"H44.14", 40, 36, 8}, {"H44.20", 10, 10, 0}});
        claim(*this, "2026-01-31", {{"H44.14", 60, 60, 12}});
        claim(*this, "2026-02-01", {{"H44.14", 100, 1, 0}});
    }
};

TEST_CASE("holes are of the numbers given, bursts of the numbers seen")
{
    const Claimed watched;
    CHECK(watched.finding("hole_in_sequence").count == SignalCount{110, 110, 4});
    CHECK(watched.finding("burst").count == SignalCount{106, 106, 20});
    CHECK(watched.finding("burst").over);
    CHECK(watched.finding("hole_in_sequence", "2026-03").none == Untold::not_sent);
}

TEST_CASE("by body they are told where the codes name it, by procedure never")
{
    const Claimed watched;
    auto question = watched.question();
    question.grouping = store::Grouping::body;
    const std::size_t holes = *flags::place_of("hole_in_sequence");
    const auto bodies = watched.groups(question);
    REQUIRE(bodies.size() == 3);
    CHECK(bodies[0].findings[holes].count == SignalCount{100, 100, 4});
    CHECK(bodies[1].findings[holes].count == SignalCount{10, 10, 0});
    CHECK(bodies[2].findings[holes].none == Untold::not_sent);
    question.grouping = store::Grouping::unit;
    question.scope.body = "H44.20";
    CHECK(watched.groups(question).at(0).findings[holes].count == SignalCount{10, 10, 0});
    question.scope.body.reset();
    question.scope.procedure = "1.000894";
    CHECK(watched.groups(question).at(0).findings[holes].none == Untold::no_procedures);
}

TEST_CASE("a body's day that several sources number is not told, and makes no holes")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one", "two"});
    const auto tell = [&](std::uint16_t source, std::string_view day, wire::DaySequence told) {
        wire::BatchBody body;
        body.source = source;
        body.claims = {{*model::parse_day(day), 0, 0, 0, 0, 0, {std::move(told)}}};
        spool.send(std::move(body));
    };
    tell(1, "2026-01-05", {"H44.14", 50, 50, 4});
    tell(2, "2026-01-05", {"H44.14", 100, 50, 4});
    tell(1, "2026-01-06", {"H44.14", 10, 9, 2});
    tell(2, "2026-01-07", {"H44.20", 7, 7, 0});
    const auto reader = filled.reader();
    const auto cells = reader.cells();
    rates::Question question;
    question.period = {*model::parse_day("2026-01-01"), *model::parse_day("2026-01-31")};
    question.scope.unit = filled.unit("H44");
    question.grouping = store::Grouping::unit;
    const auto counts = flags::sequences(*cells, question).at({filled.unit("H44"), ""});
    CHECK(counts.holes == SignalCount{117, 17, 1});
    CHECK(counts.bursts == SignalCount{66, 16, 2});
}

TEST_CASE("a body of which only codes are told has a row")
{
    Claimed watched;
    claim(watched, "2026-01-06", {{"H44.99", 10, 1, 0}});
    auto question = watched.question();
    question.grouping = store::Grouping::body;
    const auto bodies = watched.groups(question);
    REQUIRE(bodies.size() == 4);
    CHECK(bodies[3].code == "H44.99");
    CHECK(bodies[3].findings[*flags::place_of("hole_in_sequence")].count == SignalCount{10, 10, 9});
}

} // namespace
} // namespace congto::test
