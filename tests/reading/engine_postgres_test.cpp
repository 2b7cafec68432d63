#include "tests/reading/engine_suite.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

namespace congto::test {

namespace {

FollowedEngine engine_of(TempPostgres& server)
{
    const Login watcher = server.create_reader("watcher");
    return {.engine = "postgresql",
            .reader = server.soci_connection(kFirstDatabase, watcher),
            .writer = server.soci_connection(),
            .time_type = "timestamp(6)",
            .modified = "to_char(m, 'YYYY-MM-DD HH24:MI:SS.US')",
            .cursor = "CAST(:after_cursor AS timestamp)",
            .now = "to_char(LOCALTIMESTAMP, 'YYYY-MM-DD HH24:MI:SS.US')",
            .written = "LOCALTIMESTAMP",
            .grant = "GRANT pg_read_all_stats TO watcher",
            .revoke = "REVOKE pg_read_all_stats FROM watcher"};
}

} // namespace

TEST_CASE("PostgreSQL is followed to its oldest open transaction")
{
    TempPostgres server;
    check_following(engine_of(server));
}

TEST_CASE("PostgreSQL is read by days alone")
{
    TempPostgres server;
    check_sweeping(engine_of(server));
}

} // namespace congto::test
