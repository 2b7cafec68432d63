#include "tests/e2e/agreement.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

TempPostgres& server()
{
    static TempPostgres value;
    return value;
}

void agrees_through_odbc(const std::string& shape)
{
    const TempDir folder;
    server().create_database(shape);
    OneStop one_stop(folder, shape, {"postgresql", server().soci_connection(shape)},
                     printed_seed());
    auto reading = reading_of(one_stop);
    reading.engine = "odbc";
    reading.connection = server().odbc_connection(shape);
    reads_once_and_agrees(one_stop, reading);
}

} // namespace

TEST_CASE("an OpenCPS in PostgreSQL is collected exactly through ODBC")
{
    agrees_through_odbc("opencps");
}

TEST_CASE("a wide table in PostgreSQL is collected exactly through ODBC")
{
    agrees_through_odbc("wide");
}
