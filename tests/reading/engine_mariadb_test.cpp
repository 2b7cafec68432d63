#include "tests/reading/engine_suite.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

namespace congto::test {

TEST_CASE("MariaDB is followed to its oldest open transaction")
{
    TempMariaDb server;
    const Login watcher = server.create_reader("watcher");
    check_following({.engine = "mysql",
                     .reader = server.soci_connection(kFirstDatabase, watcher),
                     .writer = server.soci_connection(),
                     .time_type = "DATETIME(6)",
                     .modified = "CAST(m AS CHAR)",
                     .cursor = "CAST(:after_cursor AS DATETIME(6))",
                     .now = "CAST(NOW(6) AS CHAR)",
                     .written = "NOW(6)",
                     .grant = "GRANT PROCESS ON *.* TO watcher@'%'",
                     .revoke = "REVOKE PROCESS ON *.* FROM watcher@'%';\nKILL USER watcher"});
}

} // namespace congto::test
