// Units that merged, read as held, as they were and as what they became.
#include "collector/rates/gap_listing.h"
#include "collector/rates/ranking_listing.h"
#include "collector/rates/request.h"
#include "tests/e2e/json.h"
#include "tests/rates/merged_units.h"
#include "tests/register/faults_of.h"

#include <catch2/catch.hpp>

#include <array>
#include <sstream>

namespace congto::test {
namespace {

using model::Channel;
using Counts = std::map<std::string, std::pair<std::int64_t, std::int64_t>>; // by unit

// Online, unless said, of unit `holder`'s dossiers.
struct Row {
    const char* holder;
    const char* body;
    const char* received;
    Channel channel = Channel::online;
};

const std::vector<Row> kRows{
    {"H22", "H22.20", "2025-06-10"},
    {"H22", "H22.20", "2025-06-11", Channel::counter},
    {"old H60", "H60.14", "2025-05-12"},
    {"H60", "H60.14", "2025-06-13"},
    {"H60", "H22.20", "2025-06-14", Channel::counter},
    {"H60", "nobody's", "2025-06-15"},
    {"H60", "7", "2025-06-30"}, // two old units had one
    {"H60", "H60.14", "2025-07-01"},
    {"H60", "H60.100", "2025-07-02", Channel::counter},
    {"G07", "G07.1", "2025-02-10"},
    {"G09", "G07.1", "2025-02-28", Channel::counter},
    {"G09", "G09.1", "2025-02-28"},
    {"G09", "7", "2025-02-28"}, // both ministries had one
    {"G09", "G07.1", "2025-03-01"},
};

struct Filled : MergedUnits {
    explicit Filled(const char* bodies = kBodiesThroughMergers)
    {
        with_bodies(bodies);
        std::map<std::string, std::vector<model::Observation>> of;
        int number = 0;
        for (const auto& row : kRows) {
            const std::string code = "X-250110-" + std::to_string(++number);
            of[row.holder].push_back(
                a_dossier(code).at(row.body).received(row.received).via(row.channel));
        }
        for (const auto& [holder, dossiers] : of) {
            agent(holder).observe(dossiers);
        }
    }

    rates::Arguments asked(const std::string& units) const
    {
        rates::Arguments arguments;
        arguments.from = "2025-02-01";
        arguments.to = "2025-07-31";
        arguments.units = units;
        arguments.indicator = "online_submission";
        return arguments;
    }

    std::string printed(const rates::Arguments& arguments, runtime::Shape shape) const
    {
        return with_facts([&](const rates::Facts& facts) {
            std::ostringstream out;
            runtime::print(out, rates::answer(rates::understood(arguments, facts), facts, shape),
                           shape);
            return out.str();
        });
    }

    // Numerator and denominator by unit, those without a figure left out.
    Counts counts(const rates::Arguments& arguments) const
    {
        const Json json(printed(arguments, runtime::Shape::json));
        Counts found;
        for (std::size_t row = 0; row < json.size("/rows"); ++row) {
            const auto at = "/rows/" + std::to_string(row);
            if (!json.is_null(at + "/no_figure")) {
                continue;
            }
            const bool nation = json.is_null(at + "/unit");
            const auto unit = nation ? std::string() : json.text(at + "/unit");
            const bool old = unit == "H60" && !json.is_null(at + "/unit_to");
            found[(old ? "old " : "") + unit] = {json.number(at + "/numerator"),
                                                 json.number(at + "/denominator")};
        }
        return found;
    }
};

TEST_CASE("as held, each unit has what its sources show")
{
    const Filled filled;
    CHECK(filled.counts(filled.asked("held")) == Counts{{"H22", {1, 2}},
                                                        {"old H60", {1, 1}},
                                                        {"H60", {4, 6}},
                                                        {"G07", {1, 1}},
                                                        {"G09", {3, 4}}});
}

TEST_CASE("as new units, what ended is counted with what it became")
{
    const Filled filled;
    CHECK(filled.counts(filled.asked("new")) == Counts{{"H60", {6, 9}}, {"G09", {4, 5}}});
    auto arguments = filled.asked("new");
    arguments.unit = "H60";
    CHECK(filled.counts(arguments) == Counts{{"H60", {6, 9}}});
    arguments.unit.reset();
    arguments.units_on = "2025-05-01"; // the ministries had merged, the provinces not yet
    CHECK(filled.counts(arguments) ==
          Counts{{"H22", {1, 2}}, {"old H60", {1, 1}}, {"H60", {4, 6}}, {"G09", {4, 5}}});
}

TEST_CASE("as old units, the body says whose a dossier was, and what it does not say stays")
{
    const Filled filled;
    CHECK(filled.counts(filled.asked("old")) == Counts{{"H22", {1, 3}},
                                                       {"old H60", {2, 2}},
                                                       {"H60", {3, 4}},
                                                       {"G07", {1, 2}},
                                                       {"G09", {3, 3}}});
    auto arguments = filled.asked("old");
    arguments.unit = "H22";
    CHECK(filled.counts(arguments) == Counts{{"H22", {1, 3}}});
    arguments.unit = "H60"; // understood on the first day
    CHECK(filled.counts(arguments) == Counts{{"old H60", {2, 2}}});
    const Filled unknown("code,unit,name_vi,kind,valid_from,valid_to,successor_code\n");
    CHECK(unknown.counts(unknown.asked("old")) == unknown.counts(unknown.asked("held")));
}

TEST_CASE("ranks and gaps read units so too")
{
    const Filled filled;
    const auto ranked = [&](const char* units) {
        rates::RankingArguments asked;
        asked.which = filled.asked(units);
        return filled.with_facts([&](const rates::Facts& facts) {
            std::ostringstream out;
            rates::print_ranking(out, asked, facts, runtime::Shape::json);
            const Json json(out.str());
            std::map<std::string, std::int64_t> dossiers;
            for (std::size_t row = 0; row < json.size("/rows"); ++row) {
                const auto at = "/rows/" + std::to_string(row);
                if (!json.is_null(at + "/denominator") && !json.is_null(at + "/rank")) {
                    dossiers[json.text(at + "/unit")] += json.number(at + "/denominator");
                }
            }
            return dossiers;
        });
    };
    using Dossiers = std::map<std::string, std::int64_t>;
    CHECK(ranked("new") == Dossiers{{"H60", 9}, {"G09", 5}});
    CHECK(ranked("old") == Dossiers{{"H22", 3}, {"H60", 6}, {"G07", 2}, {"G09", 3}});
    rates::GapArguments gap;
    gap.which = filled.asked("new");
    gap.which.unit = "H60";
    gap.reported = "90";
    filled.with_facts([&](const rates::Facts& facts) {
        std::ostringstream out;
        runtime::print(out, rates::gap_listing(gap, facts, runtime::Shape::table),
                       runtime::Shape::table);
        CHECK(out.str().find("Units that ended are counted with what they were on 2026-02-03.") !=
              std::string::npos);
        INFO(out.str());
        CHECK(out.str().find(" 9 ") != std::string::npos);
    });
}

// Both lists of May; H60's dossier is of its procedure, nobody of H22 had one in May.
const char* const kLists = "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n"
                           "1.000894,A,full,yes,,,2025-04-01,2025-06-30,H22\n"
                           "1.000895,B,partial,yes,,,2025-04-01,2025-06-30,H22\n"
                           "1.000894,A,full,yes,,,2025-04-01,2025-06-30,Tỉnh Tuyên Quang\n"
                           "1.000894,A,full,yes,,,2025-04-01,,G09\n";

TEST_CASE("a procedure on an old unit's list counts with what the unit became")
{
    Filled filled;
    filled.with_procedures(kLists);
    auto arguments = filled.asked("held");
    arguments.from.reset();
    arguments.to.reset();
    arguments.month = "2025-05";
    arguments.indicator = "procedures_full";
    CHECK(filled.counts(arguments) ==
          Counts{{"H22", {1, 2}}, {"old H60", {1, 1}}, {"G09", {1, 1}}});
    arguments.units = "new";
    CHECK(filled.counts(arguments) == Counts{{"H60", {2, 3}}, {"G09", {1, 1}}});
    arguments.unit = "H60";
    CHECK(filled.counts(arguments) == Counts{{"H60", {2, 3}}});
    arguments.unit.reset();
    for (const char* indicator : {"procedures_full", "procedures_in_use"}) {
        arguments.indicator = indicator;
        arguments.by = "nation";
        arguments.units = "held";
        const auto nation = filled.counts(arguments);
        REQUIRE(nation.size() == 1);
        arguments.units = "new";
        CHECK(filled.counts(arguments) == nation);
        arguments.by = "unit";
        auto rows = Counts{{"", {0, 0}}};
        for (const auto& [unit, count] : filled.counts(arguments)) {
            CAPTURE(unit);
            rows[""].first += count.first;
            rows[""].second += count.second;
        }
        CHECK(rows == nation);
    }
}

TEST_CASE("the nation's units are those that exist, and others are said apart")
{
    const Filled filled;
    auto arguments = filled.asked("held");
    arguments.from.reset();
    arguments.to.reset();
    arguments.month = "2025-05"; // H60 of today was not, G07 no longer
    arguments.by = "nation";
    const auto of = [&](const std::string& units, const std::string& month) {
        arguments.units = units;
        arguments.month = month;
        const Json json(filled.printed(arguments, runtime::Shape::json));
        return std::array{json.number("/rows/0/units_counted"),
                          json.number("/rows/0/units_existing"),
                          json.number("/rows/0/units_besides")};
    };
    const auto held = of("held", "2025-05");
    CHECK(held[0] == 3); // H22, old H60, G09
    CHECK(held[2] == 2); // G07, H60
    const auto anew = of("new", "2025-05");
    CHECK(anew[0] == 2); // H60, G09
    CHECK(anew[1] < held[1]);
    CHECK(anew[2] == 0);
    CHECK(of("held", "2025-08")[0] == 2);
    CHECK(filled.printed(arguments, runtime::Shape::table).find(" of ") != std::string::npos);
    arguments.indicator.reset();
    arguments.month = "2025-05";
    CHECK(filled.printed(arguments, runtime::Shape::table)
              .find("that exist, and 2 that did not exist on the last day.") != std::string::npos);
}

TEST_CASE("a body that another unit has from a day on is that one's from then")
{
    // Of body 7 the ministry that goes on has one from the 10th; before it was the other's.
    std::string bodies(kBodiesThroughMergers);
    const std::string line = "7,G09,F,other,2020-07-22";
    bodies.replace(bodies.find(line), line.size(), "7,G09,F,other,2025-02-10");
    const Filled filled(bodies.c_str());
    const auto of = [&](const char* from, const char* to) {
        auto arguments = filled.asked("old");
        arguments.from = from;
        arguments.to = to;
        return filled.counts(arguments);
    };
    CHECK(of("2025-02-01", "2025-02-28") == Counts{{"G07", {1, 2}}, {"G09", {2, 2}}});
    CHECK(of("2025-02-10", "2025-02-28") == of("2025-02-01", "2025-02-28"));
}

TEST_CASE("a body that begins or ends within a month is in some row of every indicator")
{
    std::string bodies(kBodiesThroughMergers);
    const std::string line = "H22.20,H22,A,district,2020-07-22";
    bodies.replace(bodies.find(line), line.size(), "H22.20,H22,A,district,2025-06-10");
    Filled filled(bodies.c_str()); // H60 holds one of H22.20, of the 14th
    filled.with_procedures("code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n"
                           "1.000894,A,full,yes,yes,,2020-07-22,,\n");
    auto arguments = filled.asked("old");
    arguments.from.reset();
    arguments.to.reset();
    arguments.month = "2025-06";
    const auto dossiers = [&](const char* by, std::optional<std::string> unit) {
        arguments.by = by;
        arguments.unit = std::move(unit);
        std::int64_t sum = 0;
        const Json json(filled.printed(arguments, runtime::Shape::json));
        for (std::size_t row = 0; row < json.size("/rows"); ++row) {
            const auto at = "/rows/" + std::to_string(row) + "/denominator";
            sum += json.is_null(at) ? 0 : json.number(at);
        }
        return sum;
    };
    for (const char* indicator : {"online_submission", "online_with_result"}) {
        CAPTURE(indicator);
        arguments.indicator = indicator;
        CHECK(dossiers("nation", std::nullopt) == 6);
        CHECK(dossiers("body", std::nullopt) == 6);
        CHECK(dossiers("unit", std::nullopt) == 6);
    }
}

TEST_CASE("an old unit's coverage is that of the sources that hold its dossiers")
{
    const Filled filled;
    filled.with_facts([&](const rates::Facts& facts) {
        const registers::BodyRegister& bodies = facts.bodies;
        const rates::UnitReading old(facts.units, bodies, rates::UnitsRead::old_units,
                                     model::day_of(facts.now));
        const rates::UnitReading anew(facts.units, bodies, rates::UnitsRead::new_units,
                                      model::day_of(facts.now));
        const auto collected = [&](const rates::UnitReading* reading, const char* name) {
            const rates::Facts read = {
                facts.cells, facts.units,  facts.procedures, facts.reported, facts.holdings,
                facts.now,   facts.bodies, facts.campaigns,  facts.targets,  reading};
            for (const auto& unit : facts.units.all()) {
                if (filled.name_of(unit.id) == name) {
                    return rates::Coverages(read, {}).of(unit.id)->collected;
                }
            }
            return std::int64_t{-1};
        };
        CHECK(collected(nullptr, "H22") == 2);
        CHECK(collected(&old, "H22") == 8); // its own and those of H60
        CHECK(collected(&old, "H60") == 6);
        CHECK(collected(&anew, "H60") == 9);
        CHECK(rates::Coverages(facts, {}).of(0)->collected == 14);
    });
}

TEST_CASE("how units are read is said below the table, and asked for in words that are known")
{
    const Filled filled;
    CHECK(filled.printed(filled.asked("new"), runtime::Shape::table)
              .find("Units that ended are counted with what they were on 2026-02-03.") !=
          std::string::npos);
    auto arguments = filled.asked("merged");
    arguments.units_on = "1 July";
    CHECK(faults_of([&] { filled.counts(arguments); }) ==
          std::vector<std::string>{"--units-on: \"1 July\" is not a date like 2026-02-03",
                                   "--units: \"merged\" is not one of held, old, new"});
    arguments = filled.asked("old");
    arguments.units_on = "2025-07-01";
    CHECK(faults_of([&] { filled.counts(arguments); }) ==
          std::vector<std::string>{"--units-on: is the day of new units; add --units new"});
    arguments = filled.asked("old");
    arguments.procedure = "1.000894";
    arguments.to = "2025-07-20";
    CHECK(faults_of([&] { filled.counts(arguments); }) ==
          std::vector<std::string>{std::string(rates::kWholeMonthsOnly)});
}

} // namespace
} // namespace congto::test
