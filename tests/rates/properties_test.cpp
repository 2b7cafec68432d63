// What holds of every indicator, whatever the dossiers: no rate over 100 %, and figures that are
// the same in whatever order dossiers came, and whether they came step by step or as they stand
// now.
#include "collector/rates/lists.h"
#include "tests/rates/town.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <random>

namespace congto::test {
namespace {

using namespace model;

constexpr const char* kLists =
    "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n"
    "1.000001,Một,full,yes,yes,,2025-07-01,,H44\n"
    "1.000002,Hai,partial,yes,no,,2025-07-01,,H44\n"
    "1.000003,Ba,full,no,,,2025-07-01,,H44\n"
    "1.000004,Bốn,,,yes,,2025-07-01,,H44\n"
    "1.000005,Năm,full,,no,,2025-07-01,,H44\n";

class Chance {
public:
    explicit Chance(unsigned seed) : random_(seed) {}

    int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
    template <typename Word>
    Word word(std::initializer_list<Word> words)
    {
        return words.begin()[below(static_cast<int>(words.size()))];
    }
    template <typename Values>
    void shuffle(Values& values)
    {
        std::shuffle(values.begin(), values.end(), random_);
    }

private:
    std::mt19937 random_;
};

std::string day(int number)
{
    return text_of(Day{parse_day("2025-12-01")->number + number});
}

// Any state of one dossier: received from December to February, settled later, or not.
Observation any_state(Chance& chance, const std::string& code)
{
    const int received = chance.below(80);
    auto one = a_dossier(code)
                   .received(day(received))
                   .at(chance.word({"H44.14", "H44.20"}))
                   .of("1.00000" + std::to_string(1 + chance.below(6)))
                   .via(chance.word({Channel::online, Channel::online, Channel::online_assisted,
                                     Channel::counter, Channel::post, Channel::unknown,
                                     Channel::migrated}))
                   .level(chance.word({Level::full, Level::full, Level::partial,
                                       Level::information_only, Level::unknown}))
                   .fee(chance.word({Fee::none_due, Fee::paid_online, Fee::paid_offline, Fee::due,
                                     Fee::unknown}))
                   .result(chance.word({Result::none_yet, Result::electronic, Result::post,
                                        Result::counter, Result::unknown}))
                   .digitised(chance.word({Digitised::both, Digitised::none, Digitised::unknown}));
    if (chance.below(4) > 0) {
        one.due(day(received + 5 + chance.below(30)));
    }
    const std::string settled = day(received + chance.below(40));
    switch (chance.below(6)) {
    case 0:
        return one.withdrawn(settled);
    case 1:
        return one.status(chance.word({Status::registered, Status::refused, Status::stopped}));
    case 2:
    case 3:
        return one.returned(settled);
    case 4:
        return one.resolved(settled);
    default:
        return one;
    }
}

struct Lives {
    std::vector<std::vector<Observation>> rounds; // everything seen, one after the other
    std::vector<Observation> now;                 // as each dossier stands at the end
    std::vector<DossierId> gone;                  // no longer shown
};

Lives lives(unsigned seed)
{
    Chance chance(seed);
    Lives made;
    made.rounds.resize(4);
    for (int number = 0; number < 90; ++number) {
        const std::string code = "H44.14-260105-" + std::to_string(20'000 + number);
        Observation last = any_state(chance, code);
        made.rounds[0].push_back(last);
        for (std::size_t round = 1; round < made.rounds.size(); ++round) {
            if (chance.below(3) == 0) {
                last = any_state(chance, code);
                made.rounds[round].push_back(last);
            }
        }
        if (chance.below(10) == 0) {
            made.gone.push_back(last.id);
        } else {
            made.now.push_back(last);
        }
    }
    for (auto& round : made.rounds) {
        chance.shuffle(round);
    }
    return made;
}

// A group whose dossiers all have gone is still listed, with nothing in it.
bool has_nothing(const rates::Group& group)
{
    return std::all_of(group.figures.begin(), group.figures.end(),
                       [](const rates::Figure& figure) { return figure.count == rates::Count{}; });
}

// Every figure there is: by every basis and every grouping, of January and of all three months.
std::vector<rates::Group> every_figure(const Town& town)
{
    std::vector<rates::Group> all;
    for (const char* by : {"nation", "unit", "body", "procedure"}) {
        for (const char* basis : {"received", "settled", "settled_with_withdrawn"}) {
            for (const char* quarter : {"", "2026-Q1"}) {
                auto arguments = january_by_unit();
                if (*quarter != '\0') {
                    arguments.month.reset();
                    arguments.quarter = quarter;
                }
                arguments.by = by;
                arguments.basis = basis;
                arguments.indicator = "all";
                for (auto& group : town.groups(arguments)) {
                    all.push_back(std::move(group));
                }
            }
        }
    }
    std::erase_if(all, has_nothing);
    return all;
}

// Fails with the first figure that differs.
void check_same(const std::vector<rates::Group>& one, const std::vector<rates::Group>& other)
{
    REQUIRE(one.size() == other.size());
    for (std::size_t group = 0; group < one.size(); ++group) {
        for (std::size_t at = 0; at < rates::catalogue().size(); ++at) {
            const auto& [count, none] = one[group].figures.at(at);
            const auto& [expected, why] = other[group].figures.at(at);
            INFO(rates::catalogue()[at].name
                 << ", group " << group << " " << one[group].code << ": " << count.numerator
                 << " / " << count.denominator << ", " << expected.numerator << " / "
                 << expected.denominator);
            CHECK(count == expected);
            CHECK(none == why);
        }
        CHECK(one[group].unit == other[group].unit);
        CHECK(one[group].code == other[group].code);
    }
}

constexpr std::array kSeeds{1U, 2U, 3U, 4U};

TEST_CASE("no numerator is larger than its denominator, nor what is shown apart than either")
{
    const auto catalogue = rates::catalogue();
    std::size_t figures = 0;
    for (const unsigned seed : kSeeds) {
        INFO("seed " << seed);
        Town town(lives(seed).now);
        town.with_procedures(kLists);
        for (const auto& group : every_figure(town)) {
            REQUIRE(group.figures.size() == catalogue.size());
            for (std::size_t at = 0; at < catalogue.size(); ++at) {
                INFO(catalogue[at].name << " of " << group.code);
                const auto& [count, none] = group.figures[at];
                CHECK(count.numerator >= 0);
                CHECK(count.numerator <= count.denominator);
                CHECK(count.self_service + count.assisted <= count.denominator);
                const bool in_numerator = catalogue[at].whoever_submitted == nullptr &&
                                          !rates::counts_procedures(catalogue[at]);
                CHECK((!in_numerator || count.self_service + count.assisted <= count.numerator));
                figures += none ? 0 : 1;
            }
        }
    }
    CHECK(figures > 500);
}

TEST_CASE("figures do not depend on the order in which dossiers came")
{
    for (const unsigned seed : kSeeds) {
        INFO("seed " << seed);
        auto now = lives(seed).now;
        Town one(now);
        Chance chance(seed + 100);
        chance.shuffle(now);
        Town other({now.front()});
        TestSpool spool(other.filled(), "H44", {"onestop"}, 1);
        for (auto from = now.begin() + 1; from != now.end();) {
            const auto some = std::min<std::ptrdiff_t>(1 + chance.below(20), now.end() - from);
            spool.observe({from, from + some});
            from += some;
        }
        one.with_procedures(kLists);
        other.with_procedures(kLists);
        check_same(every_figure(one), every_figure(other));
    }
}

TEST_CASE("figures kept step by step are those of a count of the dossiers as they stand now")
{
    for (const unsigned seed : kSeeds) {
        INFO("seed " << seed);
        const Lives all = lives(seed);
        Town counted(all.now);
        Town kept(all.rounds[0]);
        TestSpool spool(kept.filled(), "H44", {"onestop"}, 1);
        for (std::size_t round = 1; round < all.rounds.size(); ++round) {
            spool.observe(all.rounds[round]);
        }
        REQUIRE_FALSE(all.gone.empty());
        spool.withdraw(all.gone);
        counted.with_procedures(kLists);
        kept.with_procedures(kLists);
        check_same(every_figure(kept), every_figure(counted));
    }
}

} // namespace
} // namespace congto::test
