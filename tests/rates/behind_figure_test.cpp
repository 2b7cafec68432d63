// The dossiers behind a figure are as many as the figure says: every indicator, on every basis, of
// random dossiers that two sources show, with some that contradict themselves.
#include "collector/rates/behind_figure.h"
#include "collector/rates/dossier_listing.h"
#include "collector/store/counting_walk.h"
#include "tests/rates/measured.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <random>

namespace congto::test {
namespace {

using namespace model;
using Random = std::mt19937;

std::uint32_t below(std::uint32_t bound, Random& random)
{
    return std::uniform_int_distribution<std::uint32_t>(0, bound - 1)(random);
}

std::string any_day(Random& random)
{
    return text_of(Day{parse_day("2025-11-20")->number + static_cast<int>(below(100, random))});
}

template <typename Word>
Word any_word(std::uint32_t bound, Random& random)
{
    return static_cast<Word>(below(bound, random));
}

Observation any_dossier(Random& random)
{
    ADossier dossier = a_dossier(code_of_number(below(500, random)));
    dossier.at("H44." + std::to_string(below(3, random)))
        .of("1.00000" + std::to_string(below(4, random)))
        .via(any_word<Channel>(7, random))
        .level(any_word<Level>(4, random))
        .fee(any_word<Fee>(5, random))
        .result(any_word<Result>(5, random))
        .digitised(any_word<Digitised>(5, random))
        .received(any_day(random));
    if (below(3, random) > 0) {
        dossier.due(any_day(random));
    }
    for (const Evidence bit :
         {Evidence::official_account, Evidence::counter_visit, Evidence::no_gateway_transaction}) {
        if (below(6, random) == 0) {
            dossier.sees(bit);
        }
    }
    // Also before it was received, as sources that contradict themselves have it.
    switch (below(6, random)) {
    case 0:
        return dossier.resolved(any_day(random));
    case 1:
        return dossier.returned(any_day(random));
    case 2:
        return dossier.withdrawn(any_day(random));
    case 3:
        return dossier.status(static_cast<Status>(1 + below(10, random)));
    case 4:
        return below(4, random) == 0 ? dossier.unreceived().resolved(any_day(random)) : dossier;
    default:
        return dossier;
    }
}

std::vector<registers::Procedure> procedures()
{
    std::vector<registers::Procedure> all;
    const auto add = [&](const char* code, bool gives, const char* from, const char* to) {
        registers::Procedure one;
        one.code = code;
        one.gives_result = gives;
        one.valid_from = parse_day(from).value();
        one.valid_to = parse_day(to);
        all.push_back(one);
    };
    add("1.000001", true, "2025-01-01", "2026-12-31");
    add("1.000002", false, "2025-01-01", "2025-12-31");
    add("1.000002", true, "2026-01-01", "2026-12-31");
    add("1.000003", false, "2025-01-01", "2026-01-14");
    add("1.000003", true, "2026-01-15", "2026-12-31");
    return all;
}

// A unit with two sources that share dossiers, and another unit beside it.
struct Filled {
    explicit Filled(Random& random)
        : spool(filled, "H44", {"onestop", "old"}), other(filled, "G09", {"onestop"}, 2)
    {
        for (int i = 0; i < 8; ++i) {
            std::vector<Observation> batch;
            for (int k = 0; k < 60; ++k) {
                batch.push_back(any_dossier(random));
            }
            spool.observe(batch, static_cast<std::uint16_t>(1 + i % 2));
            spool.withdraw({batch[0].id, batch[1].id}, static_cast<std::uint16_t>(1 + i % 2));
            other.observe({any_dossier(random)});
        }
    }

    FilledStore filled;
    TestSpool spool;
    TestSpool other;
};

// The figure as cells count it; nothing in reach: zeros.
rates::Count counted(const store::Cells& cells, const registers::ProcedureRegister& register_,
                     const rates::Question& question, const rates::Indicator& indicator)
{
    const auto groups = rates::counted(cells, register_, question, {&indicator});
    return groups.empty() ? rates::Count{} : groups.front().figures.front().count;
}

rates::Count found(const store::Reader& reader, const registers::ProcedureRegister& register_,
                   const rates::Question& question, const rates::Indicator& indicator)
{
    rates::BehindFigure behind(indicator, question, register_);
    store::CountingWalk walk(reader.database().getHandle(), *question.scope.unit);
    rates::Count count;
    while (const auto* dossier = walk.next()) {
        const auto judged = behind.judge(rates::facts_of(*dossier));
        if (judged) {
            count.numerator += judged->side == rates::Side::numerator ? 1 : 0;
            count.denominator += judged->side == rates::Side::not_counted ? 0 : 1;
            // What is not in the numerator says why.
            CHECK(judged->why.empty() == (judged->side == rates::Side::numerator));
        }
    }
    count.numerator -= behind.taken_away().numerator;
    count.denominator -= behind.taken_away().denominator;
    return count;
}

std::vector<rates::Question> questions(store::UnitId unit)
{
    std::vector<rates::Question> all;
    for (const auto& period :
         {days("2026-01-01", "2026-01-31"), days("2025-12-10", "2026-02-03"),
          days("2025-11-01", "2026-02-28"), days("2026-01-07", "2026-01-07")}) {
        for (const auto population : {rates::Population::received, rates::Population::settled,
                                      rates::Population::settled_with_withdrawn}) {
            for (const char* body : {"", "H44.1"}) {
                for (const char* procedure : {"", "1.000002"}) {
                    rates::Question question{period,
                                             population,
                                             {unit, {}, {}},
                                             store::Grouping::unit,
                                             parse_day("2026-02-03").value()};
                    if (*body != 0) {
                        question.scope.body = body;
                    }
                    if (*procedure != 0) {
                        question.scope.procedure = procedure;
                    }
                    all.push_back(question);
                }
            }
        }
    }
    return all;
}

TEST_CASE("the dossiers of every figure are as many as the figure says")
{
    const auto seed = GENERATE(1U, 2U, 3U);
    INFO("seed " << seed);
    Random random(seed);
    Filled made(random);
    const registers::ProcedureRegister register_(procedures());
    const auto reader = made.filled.reader();
    const auto cells = reader.cells();
    int compared = 0;
    std::int64_t dossiers = 0;
    for (const rates::Question& question : questions(made.filled.unit("H44"))) {
        if (rates::combines_body_and_procedure(question) &&
            !rates::is_whole_months(question.period)) {
            continue;
        }
        for (const rates::Indicator& indicator : rates::catalogue()) {
            if (indicator.denominator == nullptr || rates::unanswerable(indicator, question)) {
                continue;
            }
            INFO(indicator.name << ' ' << rates::name_of(question.population) << ' '
                                << text_of(question.period.from) << " to "
                                << text_of(question.period.to) << ' '
                                << question.scope.body.value_or("every body") << ' '
                                << question.scope.procedure.value_or("every procedure"));
            const auto figure = counted(*cells, register_, question, indicator);
            const auto listed = found(reader, register_, question, indicator);
            CHECK(listed.numerator == figure.numerator);
            CHECK(listed.denominator == figure.denominator);
            ++compared;
            dossiers += listed.denominator;
        }
    }
    CHECK(compared > 300);
    CHECK(dossiers > 5'000);
}

TEST_CASE("a dossier says everything that keeps it out of the numerator")
{
    const Measured measured({dossier().via(Channel::counter).level(Level::partial),
                             dossier().via(Channel::online_assisted), dossier()});
    const auto& filled = const_cast<Measured&>(measured).filled(); // NOLINT(*-const-cast)
    const auto reader = filled.reader();
    const auto cells = reader.cells();
    const rates::Question question{january(),
                                   rates::Population::received,
                                   {measured.unit(), {}, {}},
                                   store::Grouping::unit,
                                   parse_day("2026-02-03").value()};
    const registers::ProcedureRegister none;
    rates::BehindFigure behind(*rates::indicator_named("end_to_end"), question, none);
    store::CountingWalk walk(reader.database().getHandle(), measured.unit());
    std::vector<std::string> said;
    while (const auto* one = walk.next()) {
        if (const auto judged = behind.judge(rates::facts_of(*one))) {
            said.push_back(std::string(rates::name_of(judged->side)) + ": " + judged->why);
        }
    }
    std::sort(said.begin(), said.end());
    CHECK(said == std::vector<std::string>{
                      "not_counted: channel data_entry", "not_counted: channel data_entry",
                      "not_counted: channel migrated", "not_counted: channel migrated",
                      "not_counted: no source shows it any more", "not_counted: status refused",
                      "not_counted: status registered", "numerator: ",
                      "rest: channel counter; level partial", "rest: channel online_assisted"});
}

} // namespace
} // namespace congto::test
