#include "tests/source/transactions_suite.h"
#include "tests/support/process.h"
#include "tests/support/sql.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace std::chrono_literals;

TempPostgres& server()
{
    static TempPostgres server;
    return server;
}

Stage staged()
{
    static const Login reader = server().create_reader("watcher");
    return {.engine = "postgresql",
            .connection = server().soci_connection(kFirstDatabase, reader),
            .stage_engine = "postgresql",
            .stage_connection = server().soci_connection(),
            .text_cursor = "to_char(m, 'YYYY-MM-DD HH24:MI:SS.US')",
            .cursor_of = "CAST(:after_cursor AS timestamp)",
            .time_type = "timestamp(6)",
            .key_of = "CAST(:after_key AS bigint)"};
}

const MonitoringRight kRight{"GRANT pg_read_all_stats TO watcher",
                             "REVOKE pg_read_all_stats FROM watcher"};

} // namespace

TEST_CASE("PostgreSQL's open transactions, by pg_read_all_stats")
{
    check_transactions(staged(), kRight);
}

TEST_CASE("a PostgreSQL transaction that has only read so far counts: it may write rows of its age")
{
    const Stage stage = staged();
    fill(stage, 3, 1);
    run_sql(stage.stage_engine, stage.stage_connection, kRight.grant);
    SqlSession other(stage.stage_engine, stage.stage_connection);
    other.run("BEGIN");
    other.run("SELECT COUNT(*) FROM t");
    StagedSource source(stage);
    const auto first = source->oldest_transaction().value();
    CHECK(source->oldest_transaction().value() >= first);
    CHECK(first > 0ms);
    run_sql(stage.stage_engine, stage.stage_connection, kRight.revoke);
}

TEST_CASE("a PostgreSQL session that hides itself: the oldest transaction is not known")
{
    const Stage stage = staged();
    fill(stage, 3, 1);
    run_sql(stage.stage_engine, stage.stage_connection, kRight.grant);
    {
        SqlSession hidden(stage.stage_engine, stage.stage_connection);
        hidden.run("SET track_activities = off");
        hidden.run("BEGIN");
        StagedSource source(stage);
        CHECK(source->oldest_transaction() == std::nullopt);
    }
    StagedSource source(stage);
    CHECK(source->oldest_transaction().has_value());
    run_sql(stage.stage_engine, stage.stage_connection, kRight.revoke);
}

TEST_CASE("a prepared PostgreSQL transaction counts as an hour older than its preparation")
{
    const Stage stage = staged();
    run_sql(stage.stage_engine, stage.stage_connection,
            "ALTER SYSTEM SET max_prepared_transactions = 2");
    server().stop();
    server().start();
    fill(stage, 3, 1);
    run_sql(stage.stage_engine, stage.stage_connection, kRight.grant);
    SqlSession other(stage.stage_engine, stage.stage_connection);
    other.run("BEGIN");
    other.run("INSERT INTO t VALUES ('2026-02-03 07:00:00', 999, 'not yet')");
    other.run("PREPARE TRANSACTION 'kept'");
    StagedSource source(stage);
    CHECK(source->oldest_transaction().value() >= 1h);
    other.run("COMMIT PREPARED 'kept'");
    CHECK(eventually([&source] { return source->oldest_transaction().value() < 1min; }));
    run_sql(stage.stage_engine, stage.stage_connection, kRight.revoke);
}

} // namespace congto::test
