// What is believed at once, and what waits for an operator.
#include "collector/store/removal_rule.h"

#include <catch2/catch.hpp>

using namespace congto;
using store::held_days;
using store::Loss;
using store::Losses;
using wire::RemovalCause;

namespace {

const model::Day kDay = *model::parse_day("2026-02-03");
const model::Day kNext = *model::parse_day("2026-02-04");
const model::Month kMonth = model::month_of(kDay);

// A loss of one day in a month that is large enough not to matter.
bool holds(const Loss& loss)
{
    return held_days({{{kDay, loss}}, {{kMonth, {1'000'000, loss.lost, 0}}}},
                     RemovalCause::left_out)
        .contains(kDay);
}

} // namespace

TEST_CASE("a day may lose twenty dossiers, or one in fifty where that is more")
{
    CHECK_FALSE(holds({20, 20, 0}));
    CHECK(holds({21, 21, 0}));
    CHECK_FALSE(holds({5000, 100, 0}));
    CHECK(holds({5000, 101, 0}));
    CHECK_FALSE(holds({1000, 20, 0}));
    CHECK(holds({1000, 21, 0}));
}

TEST_CASE("what was removed lately counts with what is removed now")
{
    CHECK_FALSE(holds({100, 10, 10}));
    CHECK(holds({100, 11, 10}));
    // It was shown then: the part is of what there was at first.
    CHECK_FALSE(holds({4999, 99, 1}));
    CHECK(holds({4999, 100, 1}));
}

TEST_CASE("a month may lose twenty dossiers, or one in a thousand where that is more")
{
    const auto held = [](const Loss& month) {
        return held_days({{{kDay, {1000, 5, 0}}, {kNext, {1000, 5, 0}}}, {{kMonth, month}}},
                         RemovalCause::left_out);
    };
    CHECK(held({1000, 20, 0}).empty());
    CHECK(held({1000, 21, 0}) == std::set{kDay, kNext});
    CHECK(held({100'000, 100, 0}).empty());
    CHECK(held({100'000, 101, 0}).size() == 2);
    CHECK(held({100'000, 51, 50}).size() == 2);
}

TEST_CASE("only days over their limit are held when the month is under its own")
{
    CHECK(held_days({{{kDay, {100, 21, 0}}, {kNext, {5000, 21, 0}}}, {{kMonth, {100'000, 42, 0}}}},
                    RemovalCause::absent) == std::set{kDay});
}

TEST_CASE("absent rows that empty a day may be a purge, and are held however few")
{
    const Losses purge{{{kDay, {3, 3, 0}}, {kNext, {5, 4, 0}}}, {{kMonth, {1'000'000, 7, 0}}}};
    CHECK(held_days(purge, RemovalCause::absent) == std::set{kDay});
    CHECK(held_days(purge, RemovalCause::left_out).empty());
    CHECK(held_days(purge, RemovalCause::forgotten).empty());
}
