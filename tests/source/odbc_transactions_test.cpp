#include "tests/source/transactions_suite.h"
#include "tests/support/temp_mariadb.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

namespace congto::test {

TEST_CASE("PostgreSQL's open transactions are asked for through ODBC too")
{
    TempPostgres server;
    const Login reader = server.create_reader("watcher");
    check_transactions(
        {.engine = "odbc",
         .connection = server.odbc_connection(kFirstDatabase, reader),
         .stage_engine = "postgresql",
         .stage_connection = server.soci_connection(),
         .text_cursor = "to_char(m, 'YYYY-MM-DD HH24:MI:SS.US')",
         .cursor_of = "CAST(:after_cursor AS timestamp)",
         .time_type = "timestamp(6)",
         .key_of = "CAST(:after_key AS bigint)"},
        {"GRANT pg_read_all_stats TO watcher", "REVOKE pg_read_all_stats FROM watcher"});
}

TEST_CASE("MariaDB's open transactions are asked for through ODBC too")
{
    TempMariaDb server;
    const Login reader = server.create_reader("watcher");
    check_transactions({.engine = "odbc",
                        .connection = server.odbc_connection(kFirstDatabase, reader),
                        .stage_engine = "mysql",
                        .stage_connection = server.soci_connection(),
                        .text_cursor = "CAST(m AS CHAR(26))",
                        .cursor_of = "CAST(:after_cursor AS DATETIME(6))",
                        .time_type = "DATETIME(6)",
                        .key_of = "CAST(:after_key AS SIGNED)"},
                       {"GRANT PROCESS ON *.* TO watcher@'%'",
                        "REVOKE PROCESS ON *.* FROM watcher@'%';\nKILL USER watcher"});
}

} // namespace congto::test
