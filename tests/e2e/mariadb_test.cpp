#include "tests/e2e/agreement.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

TempMariaDb& server()
{
    static TempMariaDb value;
    return value;
}

} // namespace

TEST_CASE("an OpenCPS in MariaDB is collected exactly by an account that may only read")
{
    const TempDir folder;
    server().create_database("opencps");
    OneStop one_stop(folder, "opencps", {"mysql", server().soci_connection("opencps")},
                     printed_seed());
    auto reading = reading_of(one_stop);
    reading.connection =
        server().soci_connection("opencps", server().create_reader("agent", "opencps"));
    reads_once_and_agrees(one_stop, reading);
}

TEST_CASE("a wide table in MariaDB is collected exactly")
{
    const TempDir folder;
    server().create_database("wide");
    OneStop one_stop(folder, "wide", {"mysql", server().soci_connection("wide")}, printed_seed());
    reads_once_and_agrees(one_stop, reading_of(one_stop));
}
