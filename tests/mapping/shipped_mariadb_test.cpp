#include "tests/mapping/shipped_suite.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

TEST_CASE("the shipped mappings read MariaDB and say what its rows are")
{
    static congto::test::TempMariaDb server;
    congto::test::check_shipped_mappings(congto::test::mysql_at(server.soci_connection()));
}
