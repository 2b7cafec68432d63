#include "tests/fault/interleaving.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

TEST_CASE("in every order of two sessions MariaDB commits, what was committed is told")
{
    congto::test::TempMariaDb server;
    congto::test::check_interleavings({"mysql", server.soci_connection(), "DATETIME(6)",
                                       "CAST(m AS CHAR)", "CAST(:after_cursor AS DATETIME(6))"});
}
