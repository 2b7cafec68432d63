// Sums over units are the same, however units are read.
#include "collector/rates/read_cells.h"
#include "tests/rates/merged_units.h"

#include <catch2/catch.hpp>

#include <random>

namespace congto::test {
namespace {

using rates::Population;
using rates::UnitsRead;

const std::vector<std::string> kBodies{"H22.20", "H60.14", "H60.100", "G07.1",
                                       "G09.1",  "7",      "?",       "mid"};

model::Observation any_dossier(std::mt19937& random, int number)
{
    const auto one_of = [&](auto... values) {
        const std::array all{values...};
        return all[random() % all.size()];
    };
    const auto day = [&](int from, int to) {
        return model::text_of(
            model::Day{from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1))});
    };
    const int first = model::parse_day("2025-01-20")->number;
    const std::string received = day(first, first + 220);
    const int number_of_day = model::parse_day(received)->number;
    auto dossier = a_dossier("X-250110-" + std::to_string(number));
    dossier.at(kBodies[random() % kBodies.size()])
        .of(one_of("1.000001", "1.000002", "1.000003"))
        .received(received)
        .due(day(number_of_day, number_of_day + 20))
        .via(one_of(model::Channel::online, model::Channel::online_assisted,
                    model::Channel::counter, model::Channel::unknown))
        .level(one_of(model::Level::full, model::Level::partial, model::Level::unknown))
        .fee(one_of(model::Fee::paid_online, model::Fee::none_due, model::Fee::unknown))
        .result(one_of(model::Result::electronic, model::Result::counter, model::Result::unknown));
    if (random() % 3 != 0) {
        dossier.returned(day(number_of_day, number_of_day + 40));
    }
    return dossier;
}

// National lines and own lists of old and new units, one of them over half a month.
const char* const kProcedures =
    "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n"
    "1.000001,A,full,yes,yes,,2025-01-01,,\n"
    "1.000001,A,full,yes,no,,2025-01-01,2025-05-14,H22\n"
    "1.000001,A,full,yes,no,,2025-08-01,,H60\n"
    "1.000002,B,full,yes,no,,2025-01-01,2025-04-30,\n"
    "1.000002,B,full,yes,yes,,2025-05-01,,\n"
    "1.000002,B,full,yes,yes,,2025-04-01,2025-06-30,H60\n"
    "1.000003,C,full,yes,no,,2025-04-01,,G09\n";

using Sums = std::vector<rates::Count>; // by indicator

Sums sums_of(const rates::Facts& facts, UnitsRead read, rates::Question question)
{
    std::vector<const rates::Indicator*> indicators;
    for (const auto& indicator : rates::catalogue()) {
        indicators.push_back(&indicator);
    }
    const rates::UnitReading reading(facts.units, facts.bodies, read, question.today);
    const rates::ReadCells moved(facts.cells, reading);
    question.units = read;
    const store::Cells& cells = read == UnitsRead::as_held ? facts.cells : moved;
    Sums sums(indicators.size());
    for (const auto& group : rates::counted(cells, facts.procedures, question, indicators)) {
        for (std::size_t at = 0; at < sums.size(); ++at) {
            const auto& count = group.figures[at].count;
            sums[at].numerator += count.numerator;
            sums[at].denominator += count.denominator;
            sums[at].aside += count.aside;
            sums[at].untold += count.untold;
            sums[at].self_service += count.self_service;
            sums[at].assisted += count.assisted;
        }
    }
    return sums;
}

// Without those that have no figure to such a question.
Sums without_unanswerable(Sums sums, const rates::Question& question)
{
    for (std::size_t at = 0; at < sums.size(); ++at) {
        if (rates::unanswerable(rates::catalogue()[at], question)) {
            sums[at] = {};
        }
    }
    return sums;
}

TEST_CASE("over the nation numerators and denominators are the same in every reading")
{
    const auto seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    MergedUnits merged;
    merged
        .with_bodies(std::string(kBodiesThroughMergers) +
                     "mid,H22,G,district,2025-06-10,2025-06-20,\n"
                     "mid,G07,G,department,2025-02-05,2025-02-27,\n")
        .with_procedures(kProcedures);
    int number = 0;
    for (const auto& name : merged.names()) {
        std::vector<model::Observation> dossiers;
        for (int count = 0; count < 150; ++count) {
            dossiers.push_back(any_dossier(random, ++number));
        }
        merged.agent(name).observe(dossiers);
    }
    const auto day = [](const char* text) { return model::parse_day(text).value(); };
    const auto grouping = GENERATE(store::Grouping::nothing, store::Grouping::unit,
                                   store::Grouping::body, store::Grouping::procedure);
    const auto population = GENERATE(Population::received, Population::settled);
    const auto days =
        GENERATE_COPY(store::Period{day("2025-02-01"), day("2025-07-31")}, // across both mergers
                      store::Period{day("2025-06-01"), day("2025-06-30")},
                      store::Period{day("2025-02-10"), day("2025-08-10")}); // no whole months
    CAPTURE(static_cast<int>(grouping), static_cast<int>(population), model::text_of(days.from));
    const bool whole_months = rates::is_whole_months(days);
    merged.with_facts([&](const rates::Facts& facts) {
        const rates::Question question{days, population, {}, grouping, day("2025-07-15"), {}};
        rates::Question of_old = question;
        of_old.units = UnitsRead::old_units;
        const auto held = sums_of(facts, UnitsRead::as_held, question);
        CHECK(sums_of(facts, UnitsRead::new_units, question) == held);
        CHECK(std::count_if(held.begin(), held.end(),
                            [](const rates::Count& count) { return count.denominator > 20; }) >= 3);
        if (whole_months || !rates::combines_body_and_procedure(of_old)) {
            CHECK(sums_of(facts, UnitsRead::old_units, question) ==
                  without_unanswerable(held, of_old));
        }
    });
}

} // namespace
} // namespace congto::test
