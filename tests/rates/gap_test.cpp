// The walk from a report to the measured figure, as arithmetic.
#include "collector/rates/gap.h"
#include "collector/rates/tally.h"

#include <catch2/catch.hpp>

#include <random>

namespace congto::rates {
namespace {

using registers::parse_rate;

// 1,000 dossiers: 170 end to end, 80 online below full, 30 and 20 keyed in by somebody else, 560 at
// the counter (220 full), 90 by post, 50 nobody knows how.
const Shares kTown{Share{170, 1000}, Share{250, 1000}, Share{300, 1000}, Share{232, 1000},
                   Share{300, 860},  Share{200, 420},  Share{200, 1000}, Share{158, 1000},
                   Share{140, 1000}, Share{130, 1000}};

std::vector<Station> route(const char* reported, const Shares& shares = kTown,
                           bool to_proven = false)
{
    std::vector<Station> stations;
    for (const Step& step : walk_from(*parse_rate(reported), shares, to_proven)) {
        stations.push_back(step.to);
    }
    return stations;
}

// Every difference of the walk, added up.
Share sum_of(const std::vector<Step>& steps, Share from)
{
    Share sum{0, 1};
    for (const Step& step : steps) {
        const Share change = difference(from, step.share);
        sum = difference({-sum.numerator, sum.denominator}, change);
        from = step.share;
    }
    return sum;
}

TEST_CASE("a walk starts at the definition nearest to the report and changes one thing at a time")
{
    using S = Station;
    CHECK(route("47.5") == std::vector{S::online_of_full, S::full_with_assisted, S::end_to_end});
    CHECK(route("35") == std::vector{S::online_of_two_channels, S::online_with_assisted,
                                     S::full_with_assisted, S::end_to_end});
    CHECK(route("30.4") ==
          std::vector{S::online_with_assisted, S::full_with_assisted, S::end_to_end});
    CHECK(route("25.3") == std::vector{S::online_submission, S::end_to_end});
    CHECK(route("23") == std::vector{S::online_with_result, S::online_submission, S::end_to_end});
    CHECK(route("3") == std::vector{S::end_to_end});
    CHECK(route("100") == std::vector{S::online_of_full, S::full_with_assisted, S::end_to_end});
}

TEST_CASE("on the settled basis a walk goes on to what is proven")
{
    using S = Station;
    CHECK(route("17", kTown, true) ==
          std::vector{S::end_to_end, S::paid, S::paid_with_result, S::end_to_end_proven});
}

TEST_CASE("of definitions equally near the strictest is taken")
{
    Shares shares = kTown;
    shares[static_cast<std::size_t>(Station::online_submission)] = Share{170, 1000};
    CHECK(route("30", shares).front() == Station::online_with_assisted);
    CHECK(route("17", shares).front() == Station::end_to_end);
    // 21 is as far from 17 as from 25.
    CHECK(route("21", {Share{17, 100},
                       Share{25, 100},
                       Share{25, 100},
                       Share{25, 100},
                       Share{25, 100},
                       Share{25, 100},
                       Share{25, 100},
                       {},
                       {},
                       {}})
              .front() == Station::end_to_end);
}

TEST_CASE("a definition that counts no dossier is near to nothing, and without a figure none walks")
{
    Shares shares = kTown;
    shares[static_cast<std::size_t>(Station::online_of_full)].reset();
    CHECK(route("47.5", shares).front() == Station::online_of_two_channels);
    CHECK(route("47.5", {}).empty());
}

TEST_CASE("a difference is exact and in lowest terms")
{
    CHECK(difference({200, 420}, {200, 1000}) == Share{-29, 105});
    CHECK(difference({1, 3}, {1, 3}) == Share{0, 1});
    CHECK(difference(as_share(*parse_rate("30.4")), {300, 1000}) == Share{-1, 250});
    CHECK(difference({0, 999'999'937}, {999'999'929, 999'999'929}) == Share{1, 1});
    CHECK(as_share(*parse_rate("100")) == Share{100, 100});
    CHECK(as_share(*parse_rate("0.1234")) == Share{1234, 1'000'000});
}

TEST_CASE("whatever the dossiers and the report, the steps add up to the gap exactly")
{
    std::mt19937_64 random(20261122);
    const auto one_of = [&](int kinds) { return random() % static_cast<unsigned>(kinds); };
    for (int round = 0; round < 200; ++round) {
        Tally tally(kStations);
        const int dossiers = 1 + static_cast<int>(one_of(60));
        for (int i = 0; i < dossiers; ++i) {
            // Status 10, any channel, level, fee, result and evidence.
            const store::CellClass cls{10U | one_of(7) << 4U | one_of(4) << 10U | one_of(5) << 14U |
                                       one_of(5) << 17U | one_of(16) << 27U};
            for (std::size_t at = 0; at < kStations; ++at) {
                tally.add({1, ""}, at, *gap_indicators()[at], {cls, Population::settled}, 1);
            }
        }
        Shares shares;
        for (const Group& group : tally.groups()) {
            for (std::size_t at = 0; at < kStations; ++at) {
                if (!group.figures[at].none) {
                    shares[at] = Share{group.figures[at].count.numerator,
                                       group.figures[at].count.denominator};
                }
            }
        }
        const auto reported = *parse_rate(std::to_string(one_of(101)));
        const auto steps = walk_from(reported, shares, false);
        INFO("round " << round);
        REQUIRE(steps.empty() == !shares[0]);
        if (steps.empty()) {
            continue;
        }
        CHECK(steps.back().to == Station::end_to_end);
        CHECK(sum_of(steps, as_share(reported)) == difference(as_share(reported), *shares[0]));
        // After the first step only dossiers that are no part of end_to_end move.
        for (std::size_t at = 1; at < steps.size(); ++at) {
            CHECK(steps[at].share.denominator >= steps[at - 1].share.denominator);
            CHECK(steps[at].share.numerator >= shares[0]->numerator);
        }
    }
}

} // namespace
} // namespace congto::rates
