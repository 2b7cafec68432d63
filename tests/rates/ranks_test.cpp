#include "collector/rates/ranks.h"
#include "collector/rates/rate.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using rates::Figure;
using rates::NoFigure;
using Ranks = std::vector<std::optional<std::int64_t>>;

Figure figure(std::int64_t numerator, std::int64_t denominator)
{
    return {{numerator, denominator, 0, 0, 0, 0}, std::nullopt};
}

Figure none(NoFigure why)
{
    return {{}, why};
}

TEST_CASE("equal fractions share a rank, and the next one is as many places further down")
{
    CHECK(rates::ranks_of({figure(1, 3), figure(3, 4), figure(2, 6), figure(0, 5)}) ==
          Ranks{2, 1, 2, 4});
    CHECK(rates::ranks_of({figure(1, 2), figure(1, 2), figure(1, 2)}) == Ranks{1, 1, 1});
    CHECK(rates::ranks_of({}).empty());
}

TEST_CASE("what shows the same digits has two ranks when the numbers differ")
{
    const auto one = figure(333'333'333, 1'000'000'000);
    const auto other = figure(333'333'334, 1'000'000'000);
    REQUIRE(rates::percent(333'333'333, 1'000'000'000) ==
            rates::percent(333'333'334, 1'000'000'000));
    CHECK(rates::ranks_of({one, other}) == Ranks{2, 1});
    const std::int64_t many = 4'000'000'000'000'000'000; // cross products need more than 64 bits
    CHECK(rates::ranks_of({figure(many - 1, many), figure(many - 2, many - 1)}) == Ranks{1, 2});
}

TEST_CASE("without a figure there is no rank, and nobody stands behind it")
{
    CHECK(rates::ranks_of({none(NoFigure::not_metered), figure(0, 1), none(NoFigure::no_dossiers),
                           figure(1, 1)}) == Ranks{std::nullopt, 2, std::nullopt, 1});
}

TEST_CASE("several together are sums; procedures only of those with a figure")
{
    const auto& rate = *rates::indicator_named("paid_online");
    const auto& lists = *rates::indicator_named("procedures_full");
    Figure untold = figure(0, 4);
    untold.count.untold = 4;
    untold.none = NoFigure::untold;
    const std::vector<Figure> all{figure(1, 3), none(NoFigure::not_metered), figure(2, 2), untold};
    CHECK(rates::together(rate, all).count.numerator == 3);
    CHECK(rates::together(rate, all).count.denominator == 9);
    CHECK(rates::together(lists, all).count.denominator == 5);
    CHECK(rates::together(rate, {untold, untold}).none == NoFigure::untold);
}

TEST_CASE("several without a figure have the reason of whoever is nearest to one")
{
    const auto& rate = *rates::indicator_named("paid_online");
    const auto why = [&](const std::vector<Figure>& figures) {
        return rates::together(rate, figures).none;
    };
    const auto not_metered = none(NoFigure::not_metered);
    const auto not_read = none(NoFigure::not_read);
    const auto no_dossiers = none(NoFigure::no_dossiers);
    CHECK(why({}) == NoFigure::not_metered);
    CHECK(why({not_metered, not_read, not_metered}) == NoFigure::not_read);
    CHECK(why({not_read, no_dossiers, not_metered}) == NoFigure::no_dossiers);
    CHECK(why({no_dossiers, not_read}) == NoFigure::no_dossiers);
}

TEST_CASE("a target is reached by the numbers themselves, not by their digits")
{
    const auto target = [](const char* rate) { return *registers::parse_rate(rate); };
    CHECK(rates::reaches(1, 2, target("50")));
    CHECK_FALSE(rates::reaches(49'999'999, 100'000'000, target("50")));
    CHECK(rates::percent(49'999'999, 100'000'000) == "50.00");
    CHECK(rates::reaches(2, 3, target("66.6666")));
    CHECK_FALSE(rates::reaches(2, 3, target("66.6667")));
    CHECK(rates::reaches(0, 1, target("0")));
}

} // namespace
} // namespace congto::test
