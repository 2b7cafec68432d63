// Removals that wait for an operator, and what is decided of them.
#include "tests/store/recount.h"
#include "tests/store/told_day.h"

#include <catch2/catch.hpp>

#include <chrono>

using namespace congto;
using namespace congto::test;
using store::DayStanding;
using store::Standing;
using wire::RemovalCause;

using namespace std::chrono_literals;

TEST_CASE("a removal of too many is held: the figures stay and the day is disputed")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    told.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    CHECK(standing_so(told.filled, Standing::held) == 21);
    CHECK(standing_so(told.filled, Standing::withdrawn) == 0);
    CHECK(told.filled.reader().holdings().at(0).dossiers == 11);
    CHECK(standing_by(told.spool.send(claim(dossiers(22, 30)))) == DayStanding::disputed);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("a little at a time is no way around the limit")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    told.spool.send(removal(RemovalCause::left_out, ids(1, 15)));
    told.spool.send(removal(RemovalCause::left_out, ids(16, 20)));
    CHECK(standing_so(told.filled, Standing::withdrawn) == 20);
    told.spool.send(removal(RemovalCause::left_out, ids(21, 21)));
    CHECK(standing_so(told.filled, Standing::held) == 1);
    // That the last is decided does not make those before it long ago; only time does.
    told.decide(store::Decision::Verdict::accept);
    const auto send_at = [&](model::Instant at, std::vector<model::DossierId> of) {
        store::Group group;
        group.batches.push_back(
            told.spool.next(removal(RemovalCause::left_out, std::move(of)), at));
        told.filled.store().apply(group, at);
    };
    send_at(test_now() + 34 * 24h, ids(22, 22));
    CHECK(standing_so(told.filled, Standing::withdrawn) == 21);
    told.decide(store::Decision::Verdict::reject, test_now() + 34 * 24h);
    send_at(test_now() + 36 * 24h, ids(23, 24));
    CHECK(standing_so(told.filled, Standing::withdrawn) == 23);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("what is held and undecided counts with what is removed next")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine, 60);
    // As an agent tells of one large removal: in parts.
    told.spool.send(removal(RemovalCause::absent, ids(1, 40)));
    told.spool.send(removal(RemovalCause::absent, ids(41, 43)));
    CHECK(standing_so(told.filled, Standing::held) == 43);
    told.decide(store::Decision::Verdict::reject);
    told.spool.send(removal(RemovalCause::absent, ids(44, 45)));
    CHECK(standing_so(told.filled, Standing::withdrawn) == 2);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("a purge found a day of each month a night, over weeks, is held to the last dossier")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    const auto code_of = [](int month, int day, int number) {
        const auto two = [](int value) { return std::to_string(100 + value).substr(1); };
        return "H44.14-25" + two(month) + two(day) + "-" + std::to_string(1000 + number);
    };
    for (int month = 1; month <= 12; ++month) {
        for (int day = 1; day <= 28; ++day) {
            spool.observe({a_dossier(code_of(month, day, 1)).received("2026-01-05"),
                           a_dossier(code_of(month, day, 2)).received("2026-01-05")});
        }
    }
    for (int night = 1; night <= 28; ++night) {
        for (int month = 1; month <= 12; ++month) {
            store::Group group;
            group.batches.push_back(
                spool.next(removal(RemovalCause::absent, {id_of(code_of(month, night, 1)),
                                                          id_of(code_of(month, night, 2))}),
                           test_now() + night * 24h));
            filled.store().apply(group, test_now() + night * 24h);
        }
    }
    CHECK(standing_so(filled, Standing::held) == 12 * 28 * 2);
}

TEST_CASE("a little lost from each day of a month, over weeks, is held from the limit on")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    const auto code_of = [](int day, int number) {
        return "H44.14-2512" + std::to_string(100 + day).substr(1) + "-" +
               std::to_string(1000 + number);
    };
    for (int day = 1; day <= 28; ++day) {
        for (int number = 1; number <= 5; ++number) {
            spool.observe({a_dossier(code_of(day, number)).received("2026-01-05")});
        }
    }
    for (int night = 1; night <= 28; ++night) {
        store::Group group;
        group.batches.push_back(spool.next(
            removal(RemovalCause::absent, {id_of(code_of(night, 1))}), test_now() + night * 24h));
        filled.store().apply(group, test_now() + night * 24h);
    }
    CHECK(standing_so(filled, Standing::withdrawn) == 20);
    CHECK(standing_so(filled, Standing::held) == 8);
}

TEST_CASE("a decision is of what was held when it was made")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine, 60);
    told.spool.send(removal(RemovalCause::absent, ids(1, 25)));
    // More is gone before the decision takes effect.
    store::Group group;
    group.batches.push_back(
        told.spool.next(removal(RemovalCause::absent, ids(26, 50)), test_now() + 1s));
    group.decisions.push_back({++told.decisions,
                               store::Decision::Verdict::accept,
                               {told.filled.unit("H44"), 1},
                               {kDay, kDay},
                               test_now()});
    told.filled.store().apply(group, test_now() + 1s);
    CHECK(standing_so(told.filled, Standing::held) == 50);
    CHECK(told.filled.store().decided_through() == 1);
    told.decide(store::Decision::Verdict::accept, test_now() + 1s);
    CHECK(standing_so(told.filled, Standing::withdrawn) == 50);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("a verified day is disputed as soon as dossiers of it are held")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    const store::Period day{kDay, kDay};
    told.spool.send(claim(dossiers(1, 30)));
    CHECK(told.filled.reader().cells()->verifications(day).at(0).days_verified == 1);
    told.spool.send(removal(RemovalCause::left_out, ids(1, 21)));
    CHECK(told.filled.reader().cells()->verifications(day).at(0).days_verified == 0);
}

TEST_CASE("rows gone that leave a day empty are held however few: it may be a purge")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    told.spool.send(removal(RemovalCause::absent, {id_of("H44.14-251201-0001")}));
    CHECK(standing_so(told.filled, Standing::held) == 1);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("an operator's acceptance takes held dossiers out, a rejection lets them stay")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    told.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    told.spool.send(claim(dossiers(22, 30)));
    told.decide(store::Decision::Verdict::reject);
    CHECK(standing_so(told.filled, Standing::held) == 21);
    CHECK(standing_by(told.spool.send(claim(dossiers(22, 30)))) == DayStanding::disputed);
    told.decide(store::Decision::Verdict::accept);
    CHECK(standing_so(told.filled, Standing::held) == 0);
    CHECK(standing_so(told.filled, Standing::withdrawn) == 21);
    CHECK(standing_by(told.spool.send(claim(dossiers(22, 30)))) == DayStanding::verified);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("a decision takes effect once, also when the registers tell of it again")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    told.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    told.decide(store::Decision::Verdict::accept);
    told.spool.observe(dossiers(1, 21));
    told.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    CHECK(standing_so(told.filled, Standing::held) == 21);
    told.decisions = 0;
    told.decide(store::Decision::Verdict::accept);
    CHECK(standing_so(told.filled, Standing::held) == 21);
    CHECK(told.filled.store().decided_through() == 1);
    told.filled.reopen();
    CHECK(told.filled.store().decided_through() == 1);
}

TEST_CASE("a dossier held of one source counts by another that shows it")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    TestSpool second(told.filled, "H44", {"other"}, 2);
    std::vector<model::Observation> others = dossiers(1, 21);
    for (model::Observation& one : others) {
        one.state.channel = model::Channel::post;
    }
    second.observe(others);
    told.spool.send(removal(RemovalCause::forgotten, ids(1, 21)));
    CHECK(standing_so(told.filled, Standing::held) == 0);
    CHECK(standing_so(told.filled, Standing::shown) == 32);
    check_counts_equal_a_recount(told.filled.state());
}

TEST_CASE("a corrected code moves a held dossier as well")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    ToldDay told(engine);
    told.spool.send(removal(RemovalCause::absent, ids(1, 21)));
    told.spool.withdraw({id_of(code(1))});
    CHECK(standing_so(told.filled, Standing::held) == 20);
    CHECK(standing_so(told.filled, Standing::withdrawn) == 1);
    check_counts_equal_a_recount(told.filled.state());
}
