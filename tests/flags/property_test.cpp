// Whatever units do, and in whatever order it arrives.
#include "tests/flags/watched.h"
#include "tests/support/rounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

namespace congto::test {
namespace {

using namespace model;
using Random = std::mt19937;

std::uint32_t below(std::uint32_t bound, Random& random)
{
    return std::uniform_int_distribution<std::uint32_t>(0, bound - 1)(random);
}

Observation any_dossier(std::uint32_t number, Random& random)
{
    Observation made = a_dossier("H44.14-260105-" + std::to_string(10'000 + number))
                           .at("H44." + std::to_string(below(3, random)))
                           .of("1.00000" + std::to_string(below(3, random)))
                           .via(static_cast<Channel>(below(7, random)))
                           .level(static_cast<Level>(below(4, random)))
                           .fee(static_cast<Fee>(below(5, random)))
                           .result(static_cast<Result>(below(5, random)))
                           .status(static_cast<Status>(1 + below(10, random)));
    made.state.evidence.known = below(1024, random);
    made.state.evidence.seen = made.state.evidence.known & below(1024, random);
    return made;
}

// What is said of the dossiers, each first and last in this order.
std::vector<std::vector<Observation>> any_story(Random& random)
{
    std::vector<std::vector<Observation>> story(120);
    for (std::uint32_t i = 0; i < story.size(); ++i) {
        for (std::uint32_t said = 1 + below(3, random); said > 0; --said) {
            story[i].push_back(any_dossier(i, random));
        }
    }
    return story;
}

// Mixed by chance; of each dossier in its order.
void tell(Watched& watched, const std::vector<std::vector<Observation>>& story, Random& random)
{
    std::vector<std::size_t> turns;
    for (std::size_t i = 0; i < story.size(); ++i) {
        turns.insert(turns.end(), story[i].size(), i);
    }
    std::shuffle(turns.begin(), turns.end(), random);
    std::vector<std::size_t> next(story.size());
    std::vector<Observation> batch;
    for (const std::size_t turn : turns) {
        batch.push_back(story[turn][next[turn]++]);
        if (below(7, random) == 0) {
            watched.spool().observe(batch);
            batch.clear();
        }
    }
    if (!batch.empty()) {
        watched.spool().observe(batch);
    }
    watched.spool().withdraw({story[0][0].id, story[1][0].id, story[2][0].id});
}

// By arithmetic of its own over what was said first and last.
flags::GroupCounts recounted(const std::vector<std::vector<Observation>>& story)
{
    flags::GroupCounts counts;
    for (std::size_t i = 0; i < story.size(); ++i) {
        const DossierState& first = story[i].front().state;
        const DossierState& now = story[i].back().state;
        const store::CellClass cls =
            store::class_of(now, {first.channel, first.level, true},
                            i < 3 ? store::Standing::withdrawn : store::Standing::shown);
        if (const auto flag_class = store::flag_class_of(cls, now.evidence)) {
            flags::add(counts, {*flag_class, flags::RegisterLevel::unknown}, 1);
        }
    }
    return counts;
}

TEST_CASE("any order gives the same findings, and they are a recount's")
{
    const auto seed = GENERATE(take(rounds(6), random(0U, 1'000'000'000U)));
    INFO("seed " << seed);
    Random random(seed);
    const auto story = any_story(random);
    Watched one;
    Watched other;
    tell(one, story, random);
    tell(other, story, random);
    CHECK(one.group().counts == recounted(story));
    CHECK(one.group().findings == other.group().findings);
    CHECK(one.group().counts == other.group().counts);
}

TEST_CASE("bodies and procedures add up to their unit, and nothing is flagged that is not known")
{
    const auto seed = GENERATE(take(rounds(4), random(0U, 1'000'000'000U)));
    INFO("seed " << seed);
    Random random(seed);
    Watched watched;
    tell(watched, any_story(random), random);
    const flags::GroupFindings whole = watched.group();
    const auto grouping = GENERATE(store::Grouping::body, store::Grouping::procedure);
    auto question = watched.question();
    question.grouping = grouping;
    flags::GroupCounts sum;
    for (const auto& part : watched.groups(question)) {
        for (std::size_t i = 0; i < flags::kSignals; ++i) {
            const auto& [about, known, flagged] = part.counts.signals[i];
            CHECK((0 <= flagged && flagged <= known && known <= about));
            sum.signals[i].about += about;
            sum.signals[i].known += known;
            sum.signals[i].flagged += flagged;
        }
        sum.dossiers += part.counts.dossiers;
        sum.flagged.end_to_end += part.counts.flagged.end_to_end;
        CHECK(part.counts.flagged.end_to_end <= part.counts.now.end_to_end);
        CHECK(part.counts.flagged.online_submission <= part.counts.now.online_submission);
    }
    CHECK(sum.signals == whole.counts.signals);
    CHECK(sum.dossiers == whole.counts.dossiers);
    CHECK(sum.flagged.end_to_end == whole.counts.flagged.end_to_end);
}

TEST_CASE("the rates beside the flags are those of the indicators")
{
    const auto seed = GENERATE(take(rounds(4), random(0U, 1'000'000'000U)));
    INFO("seed " << seed);
    Random random(seed);
    Watched watched;
    tell(watched, any_story(random), random);
    const auto reader = watched.filled().reader();
    const auto groups = rates::counted(
        *reader.cells(), {}, watched.question(),
        {rates::indicator_named("end_to_end"), rates::indicator_named("online_submission")});
    REQUIRE(groups.size() == 1);
    const auto counts = watched.group().counts;
    CHECK(groups[0].figures[0].count.numerator == counts.now.end_to_end);
    CHECK(groups[0].figures[0].count.denominator == counts.dossiers);
    CHECK(groups[0].figures[1].count.numerator == counts.now.online_submission);
}

} // namespace
} // namespace congto::test
