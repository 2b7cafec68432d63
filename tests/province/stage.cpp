#include "tests/province/stage.h"

#include "tests/support/sql.h"

namespace congto::province {

namespace {

State created(const std::filesystem::path& file, const Identity& identity)
{
    const Catalogue catalogue(identity.unit, identity.seed);
    const auto shape = make_shape(identity.shape, identity.engine, catalogue, identity.seed);
    Database source(identity.engine, identity.connection);
    for (const auto& table : shape->tables())
        for (const auto& statement :
             creation_of(table, identity.engine, shape->fraction_of_times()))
            source.execute(statement);
    source.insert(shape->tables(), shape->first_rows());
    return State::create(file, identity);
}

// Says which figure differs.
void check_equal(const Figures& truth, const Figures& counted)
{
    for (const auto& [name, figure] : counted) {
        INFO(name);
        CHECK(truth.at(name) == figure);
    }
    CHECK(truth.size() == counted.size());
}

} // namespace

Province::Province(ShapeName shape, Engine engine, std::string connection, std::uint64_t seed,
                   Conduct conduct)
    : connection_(connection.empty() ? (folder_ / "source.db").string() : std::move(connection)),
      state_(created(folder_ / "state.db", {shape, engine, "H44", seed, "", connection_, conduct}))
{
}

Filled Province::fill_months(std::int64_t dossiers, const Amounts& planted, FillOptions options)
{
    Database source(state_.identity().engine, connection_);
    options.dossiers = dossiers;
    options.planted = planted;
    options.from = {2026, 1};
    options.to = {2026, 10};
    options.until = (options.to.last_day() + 1) * kDay - 1;
    return fill(state_, source, options, [](std::int64_t) {});
}

Happened Province::live_for(std::int64_t changes, const LiveOptions& given)
{
    return live_for(changes, given, state_);
}

Happened Province::live_for(std::int64_t changes, const LiveOptions& given, State& state)
{
    LiveOptions options = given;
    options.changes = changes;
    Database source(state.identity().engine, connection_);
    Database late(state.identity().engine, connection_);
    return live(state, source, late, options, false);
}

LiveOptions at_full_speed()
{
    LiveOptions options;
    options.rate = 0;
    return options;
}

void check_truth(Province& province)
{
    // Without statistics its plan of the recount takes ten times as long.
    if (province.state().identity().engine == Engine::postgresql)
        test::run_sql(province.engine(), province.connection(), "analyze");
    const auto& state = province.state();
    const auto shape = state.identity().shape;
    const auto truth = truth_of(state, all_months(state), kToday);
    check_equal(figures_of(truth.totals),
                recount_totals(province.engine(), province.connection(), shape));
    REQUIRE_FALSE(truth.periods.empty());
    for (const auto& month : truth.periods)
        for (const Basis basis : {Basis::received, Basis::settled}) {
            INFO(month.period.name << (basis == Basis::received ? " received" : " settled"));
            const auto& tally = month.total[static_cast<std::size_t>(basis)];
            auto counted = recount(province.engine(), province.connection(), shape, basis,
                                   name_of_day(month.period.from), name_of_day(month.period.to));
            // Defined on what is settled only.
            if (basis == Basis::received)
                counted["proven"] = 0;
            check_equal(figures_of(tally), counted);
            check_equal(times_of(tally),
                        recount_times(province.engine(), province.connection(), shape, basis,
                                      {name_of_day(month.period.from), name_of_day(month.period.to),
                                       name_of_day(kToday)}));
        }
}

} // namespace congto::province
