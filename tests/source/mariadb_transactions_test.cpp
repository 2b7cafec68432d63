#include "tests/source/transactions_suite.h"
#include "tests/support/process.h"
#include "tests/support/sql.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

#include <thread>

namespace congto::test {
namespace {

using namespace std::chrono_literals;

TempMariaDb& server()
{
    static TempMariaDb server;
    return server;
}

Stage staged()
{
    static const Login reader = server().create_reader("watcher");
    return {.engine = "mysql",
            .connection = server().soci_connection(kFirstDatabase, reader),
            .stage_engine = "mysql",
            .stage_connection = server().soci_connection(),
            .text_cursor = "CAST(m AS CHAR)",
            .cursor_of = "CAST(:after_cursor AS DATETIME(6))",
            .time_type = "DATETIME(6)",
            .key_of = "CAST(:after_key AS SIGNED)"};
}

// Rights are looked at when a session begins.
const MonitoringRight kRight{"GRANT PROCESS ON *.* TO watcher@'%'",
                             "REVOKE PROCESS ON *.* FROM watcher@'%';\nKILL USER watcher"};

} // namespace

TEST_CASE("MariaDB's open transactions, by PROCESS")
{
    check_transactions(staged(), kRight);
}

TEST_CASE("a MariaDB statement that waits for a table's lock counts: its NOW() is when it began")
{
    const Stage stage = staged();
    fill(stage, 3, 1);
    run_sql(stage.stage_engine, stage.stage_connection, kRight.grant);
    StagedSource source(stage);
    SqlSession locks(stage.stage_engine, stage.stage_connection);
    locks.run("LOCK TABLES t WRITE");
    std::thread waits([&stage] {
        run_sql(stage.stage_engine, stage.stage_connection,
                "INSERT INTO t VALUES (NOW(6), 999, 'late')");
    });
    CHECK(eventually([&source] { return source->oldest_transaction().value() >= 3s; }));
    locks.run("UNLOCK TABLES");
    waits.join();
    CHECK(eventually([&source] { return source->oldest_transaction().value() <= 2s; }));
    run_sql(stage.stage_engine, stage.stage_connection, kRight.revoke);
}

} // namespace congto::test
