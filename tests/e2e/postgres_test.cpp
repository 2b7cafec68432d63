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

} // namespace

TEST_CASE("a wide table in PostgreSQL is collected exactly by an account that may only read")
{
    const TempDir folder;
    server().create_database("wide");
    OneStop one_stop(folder, "wide", {"postgresql", server().soci_connection("wide")},
                     printed_seed());
    auto reading = reading_of(one_stop);
    reading.connection = server().soci_connection("wide", server().create_reader("agent", "wide"));
    reads_once_and_agrees(one_stop, reading);
}

TEST_CASE("an OpenCPS in PostgreSQL is collected exactly")
{
    const TempDir folder;
    server().create_database("opencps");
    OneStop one_stop(folder, "opencps", {"postgresql", server().soci_connection("opencps")},
                     printed_seed());
    reads_once_and_agrees(one_stop, reading_of(one_stop));
}
