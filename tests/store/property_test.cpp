// Whatever agents do, in whatever order their batches meet, the counts are what the dossiers come
// to.
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/store/recount.h"
#include "tests/store/shown.h"
#include "tests/support/rounds.h"

#include "config/runtime/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <variant>

using namespace congto;
using namespace congto::test;

namespace {

using Random = std::mt19937;

std::uint32_t below(std::uint32_t bound, Random& random)
{
    return std::uniform_int_distribution<std::uint32_t>(0, bound - 1)(random);
}

std::string day_of_2026(std::uint32_t number)
{
    return model::text_of(model::Day{20454 + static_cast<std::int32_t>(number)}); // 2026-01-01
}

model::Observation any_dossier(Random& random)
{
    ADossier dossier = a_dossier(code_of_number(below(60, random)));
    dossier.at("H44." + std::to_string(below(20, random)))
        .of("1.00000" + std::to_string(below(5, random)))
        .via(static_cast<model::Channel>(below(7, random)))
        .level(static_cast<model::Level>(below(4, random)))
        .status(static_cast<model::Status>(1 + below(10, random)))
        .submitted(day_of_2026(below(60, random)))
        .received(day_of_2026(below(60, random)));
    model::Observation made = dossier;
    if (below(2, random) == 0) {
        made.state.times.due = morning_of(day_of_2026(below(90, random)));
    }
    if (below(2, random) == 0) {
        made.state.times.resolved = morning_of(day_of_2026(below(90, random)));
    }
    if (below(10, random) == 0) {
        made.state.times.received.reset();
    }
    made.state.fee = static_cast<model::Fee>(below(5, random));
    made.state.result = static_cast<model::Result>(below(5, random));
    made.state.evidence.known = below(1024, random);
    made.state.evidence.seen = made.state.evidence.known & below(1024, random);
    if (below(20, random) == 0) {
        made.state.evidence = {0, 1}; // unlawful
    }
    return made;
}

wire::BatchBody any_body(Random& random)
{
    wire::BatchBody body;
    body.source = static_cast<std::uint16_t>(1 + below(2, random));
    for (std::uint32_t i = below(4, random); i > 0; --i) {
        body.withdrawals.push_back(id_of(code_of_number(below(60, random))));
    }
    for (std::uint32_t i = 1 + below(12, random); i > 0; --i) {
        body.observations.push_back(any_dossier(random));
    }
    if (below(4, random) == 0) {
        wire::Removal removal{static_cast<wire::RemovalCause>(1 + below(3, random)), {}};
        for (std::uint32_t i = 1 + below(40, random); i > 0; --i) {
            removal.ids.push_back(id_of(code_of_number(below(60, random))));
        }
        body.removals.push_back(std::move(removal));
    }
    if (below(6, random) == 0) {
        const model::Observation one = any_dossier(random);
        body.lists.push_back({one.id.opened(), {one.id}, std::nullopt, std::nullopt});
    }
    return body;
}

// Every other one says what the source shows.
void add_claims(wire::BatchBody& body, Shown& shown, Random& random)
{
    shown.follow(body);
    for (std::uint32_t left = below(4, random); left > 0; --left) {
        body.claims.push_back(shown.claim_of(any_dossier(random).id.opened()));
        body.claims.back().digest_sum += below(2, random);
    }
}

// Everything that figures come from, as text; spools and sequences apart.
std::string dump(const FilledStore& filled)
{
    const auto database = runtime::open_for_reading(filled.state().store_file());
    std::string text;
    for (const char* sql :
         {"SELECT d.unit, hex(dossier), s.name, b.code, p.raw, class, received_day, settled_day, "
          "open_due_day, digest, hex(state) FROM dossier d JOIN source s ON s.id = d.source JOIN "
          "body b ON b.id = d.body JOIN procedure_code p ON p.id = d.procedure ORDER BY 1, 2, 3",
          "SELECT basis, month, unit, hex(counts) FROM unit_month ORDER BY 1, 2, 3",
          "SELECT unit, source, day, count, id_sum, digest_sum FROM day_sum ORDER BY 1, 2, 3",
          "SELECT unit, name, day, standing, held, held_cause, d.mapped, removed_lately FROM "
          "source_day d JOIN source s USING (unit) WHERE s.id = d.source ORDER BY 1, 2, 3",
          "SELECT o.unit, day, s.name, c.name, shown, held, withdrawn FROM overlap o JOIN source s "
          "ON s.id = o.source JOIN source c ON c.id = o.counting ORDER BY 1, 2, 3, 4",
          "SELECT unit, name, priority, dossiers FROM source ORDER BY 1, 2"}) {
        SQLite::Statement rows(*database, sql);
        while (rows.executeStep()) {
            for (int column = 0; column < rows.getColumnCount(); ++column) {
                text += rows.getColumn(column).getString() + "|";
            }
            text += "\n";
        }
    }
    return text;
}

// What an agent sends, or an operator decides.
using Step = std::variant<wire::BatchBody, store::Decision>;

// One after another, whatever others do meanwhile.
struct Actor {
    std::string unit;
    std::vector<std::string> sources; // none: the operator, who orders sources
    std::vector<Step> steps;
};

// Of dossiers held of the agent's sources: numbers are those of a store with these agents.
store::Decision any_verdict(std::int64_t first_source, Random& random)
{
    const auto verdict =
        below(2, random) == 0 ? store::Decision::Verdict::accept : store::Decision::Verdict::reject;
    return {0, verdict, {0, first_source + below(2, random)}, {{20'000}, {21'000}}, test_now()};
}

store::Decision any_order(Random& random)
{
    store::Decision decision;
    decision.verdict = store::Decision::Verdict::order;
    decision.order = {"alpha", "beta", "gamma", "delta"};
    std::shuffle(decision.order.begin(), decision.order.end(), random);
    decision.order.resize(2 + below(3, random)); // the others stand behind
    return decision;
}

// Two agents of one unit that see the same dossiers, one of another unit, and who decides in which
// order the sources of the first count.
std::vector<Actor> any_actors(Random& random)
{
    std::vector<Actor> actors{{"H44", {"alpha", "beta"}, {}},
                              {"H44", {"gamma", "delta"}, {}},
                              {"H26", {"alpha", "beta"}, {}},
                              {"H44", {}, {}}};
    for (std::int64_t i = 0; i < 3; ++i) {
        auto& steps = actors[static_cast<std::size_t>(i)].steps;
        std::map<std::uint16_t, Shown> shown; // by source
        for (int batch = 0; batch < 12; ++batch) {
            wire::BatchBody body = any_body(random);
            add_claims(body, shown[body.source], random);
            steps.emplace_back(std::move(body));
            if (below(5, random) == 0) {
                steps.emplace_back(any_verdict(1 + 2 * i, random));
            }
        }
    }
    for (std::uint32_t orders = 1 + below(4, random); orders > 0; --orders) {
        actors[3].steps.emplace_back(any_order(random));
    }
    return actors;
}

// Applies all, mixed and grouped by chance; each actor's own order is kept.
void apply_mixed(FilledStore& filled, const std::vector<Actor>& actors, Random& random)
{
    std::vector<TestSpool> spools;
    std::vector<std::size_t> turns;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        if (!actors[i].sources.empty()) {
            spools.emplace_back(filled, actors[i].unit, actors[i].sources,
                                static_cast<std::uint8_t>(i + 1));
        }
        turns.insert(turns.end(), actors[i].steps.size(), i);
    }
    std::shuffle(turns.begin(), turns.end(), random);
    std::vector<std::size_t> next(actors.size());
    std::int64_t decided = 0;
    store::Group group;
    for (const std::size_t turn : turns) {
        const Step& step = actors[turn].steps[next[turn]++];
        const auto* decision = std::get_if<store::Decision>(&step);
        if (decision != nullptr) {
            group.decisions.push_back(*decision);
            group.decisions.back().number = ++decided;
            group.decisions.back().of.unit = filled.unit(actors[turn].unit);
        } else {
            group.batches.push_back(spools[turn].next(std::get<wire::BatchBody>(step)));
        }
        // Of a group the batches are applied first: nothing of it may come after a decision.
        if (decision != nullptr || below(3, random) == 0) {
            filled.store().apply(group, test_now());
            group = {};
        }
    }
    filled.store().apply(group, test_now());
}

} // namespace

TEST_CASE(
    "any interleaving of agents and decisions gives the same store, and its counts a recount's")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    const auto seed = GENERATE(take(rounds(8), random(0U, 1'000'000'000U)));
    INFO("seed " << seed);
    Random random(seed);
    const std::vector<Actor> actors = any_actors(random);
    FilledStore one(engine);
    apply_mixed(one, actors, random);
    check_counts_equal_a_recount(one.state());
    FilledStore other(engine);
    apply_mixed(other, actors, random);
    CHECK(dump(one) == dump(other));
    for (const auto& agent : one.reader().agents()) {
        CHECK(agent.applied + agent.unchanged + agent.rejected == agent.durable_sequence);
    }
}

TEST_CASE("a long back-fill of one source counts as the same dossiers one by one")
{
    const auto seed = GENERATE(take(rounds(2), random(0U, 1'000'000'000U)));
    INFO("seed " << seed);
    Random random(seed);
    wire::BatchBody all;
    all.source = 1;
    for (int i = 0; i < 500; ++i) {
        model::Observation dossier = any_dossier(random);
        dossier.id = id_of("N-" + std::to_string(below(450, random))); // some of them twice
        all.observations.push_back(dossier);
    }
    FilledStore at_once;
    TestSpool in_one(at_once, "H44", {"onestop"});
    const store::Receipt receipt = in_one.send(all);
    FilledStore one_by_one;
    TestSpool in_many(one_by_one, "H44", {"onestop"});
    for (const model::Observation& dossier : all.observations) {
        in_many.observe({dossier});
    }
    CHECK(dump(at_once) == dump(one_by_one));
    const auto agent = one_by_one.reader().agents().at(0);
    CHECK(static_cast<std::int64_t>(receipt.applied) == agent.applied);
    CHECK(static_cast<std::int64_t>(receipt.unchanged) == agent.unchanged);
    check_counts_equal_a_recount(at_once.state());
}
