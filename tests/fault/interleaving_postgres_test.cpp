#include "tests/fault/interleaving.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

TEST_CASE("in every order of two sessions PostgreSQL commits, what was committed is told")
{
    congto::test::TempPostgres server;
    congto::test::check_interleavings({"postgresql", server.soci_connection(), "timestamp(6)",
                                       "to_char(m, 'YYYY-MM-DD HH24:MI:SS.US')",
                                       "CAST(:after_cursor AS timestamp)"});
}
