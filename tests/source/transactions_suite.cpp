#include "tests/source/transactions_suite.h"

#include "tests/support/process.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

#include <thread>

namespace congto::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kOpenFor = 2200ms;
// MySQL tells whole seconds.
constexpr auto kCoarse = 2s;

void check_open_transaction(const Stage& stage)
{
    StagedSource source(stage);
    REQUIRE(source->oldest_transaction());
    CHECK(*source->oldest_transaction() <= kCoarse);

    SqlSession other(stage.stage_engine, stage.stage_connection);
    other.run("BEGIN");
    other.run("INSERT INTO t VALUES ('2026-02-03 07:00:00', 999, 'not yet')");
    std::this_thread::sleep_for(kOpenFor);
    CHECK(source->oldest_transaction().value() >= kOpenFor);
    CHECK(source->oldest_transaction().value() < 20s);
    // It is asked each second or so; the reader's own is none of them, and one that ended is there
    // no more.
    other.run("COMMIT");
    CHECK(eventually([&source] { return source->oldest_transaction().value() <= kCoarse; }));
}

} // namespace

void check_transactions(const Stage& stage, const MonitoringRight& right)
{
    fill(stage, 3, 1);
    SECTION("without the right nothing is known, and reading goes on")
    {
        SqlSession other(stage.stage_engine, stage.stage_connection);
        other.run("BEGIN");
        other.run("INSERT INTO t VALUES ('2026-02-03 07:00:00', 999, 'not yet')");
        StagedSource source(stage);
        CHECK(source->oldest_transaction() == std::nullopt);
        CHECK(source->read({}, 5).rows.size() == 3);
        CHECK(source->oldest_transaction() == std::nullopt);
    }
    SECTION("with the right the oldest open transaction is known, and how it ended")
    {
        run_sql(stage.stage_engine, stage.stage_connection, right.grant);
        check_open_transaction(stage);
        run_sql(stage.stage_engine, stage.stage_connection, right.revoke);
    }
    SECTION("the right taken away while it is used: not granted, and reading goes on")
    {
        run_sql(stage.stage_engine, stage.stage_connection, right.grant);
        StagedSource source(stage);
        CHECK(source->oldest_transaction().has_value());
        run_sql(stage.stage_engine, stage.stage_connection, right.revoke);
        CHECK(eventually([&source] { return !source->oldest_transaction(); }));
        CHECK(source->read({}, 5).rows.size() == 3);
    }
}

} // namespace congto::test
