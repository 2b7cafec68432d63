#include "tests/reading/engine_suite.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

namespace congto::test {

namespace {

FollowedEngine engine_of(TempMariaDb& server)
{
    const Login watcher = server.create_reader("watcher");
    return {.engine = "mysql",
            .reader = server.soci_connection(kFirstDatabase, watcher),
            .writer = server.soci_connection(),
            .time_type = "DATETIME(6)",
            .modified = "CAST(m AS CHAR)",
            .cursor = "CAST(:after_cursor AS DATETIME(6))",
            .now = "CAST(NOW(6) AS CHAR)",
            .written = "NOW(6)",
            .grant = "GRANT PROCESS ON *.* TO watcher@'%'",
            .revoke = "REVOKE PROCESS ON *.* FROM watcher@'%';\nKILL USER watcher"};
}

} // namespace

TEST_CASE("MariaDB is followed to its oldest open transaction")
{
    TempMariaDb server;
    check_following(engine_of(server));
}

TEST_CASE("MariaDB is read by days alone")
{
    TempMariaDb server;
    check_sweeping(engine_of(server));
}

} // namespace congto::test
