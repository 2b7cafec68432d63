#include "tests/mapping/shipped_suite.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

TempPostgres& server()
{
    static TempPostgres server;
    return server;
}

} // namespace

TEST_CASE("the shipped mappings read PostgreSQL and say what its rows are")
{
    check_shipped_mappings(postgresql_at(server().soci_connection()));
}

TEST_CASE("the shipped mappings read PostgreSQL through ODBC and say the same")
{
    Engine engine = postgresql_at(server().soci_connection());
    engine.engine = "odbc";
    engine.connection = server().odbc_connection();
    check_shipped_mappings(engine);
}

} // namespace congto::test
