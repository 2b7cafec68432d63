// Disputes where the source is a server, by an account that may only read.
#include "tests/e2e/dispute.h"
#include "tests/support/temp_mariadb.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

using namespace congto::test;

TEST_CASE("the codes behind a figure are those SQL finds in PostgreSQL")
{
    TempPostgres server;
    const TempDir folder;
    server.create_database("wide");
    OneStop one_stop(folder, "wide", {"postgresql", server.soci_connection("wide")},
                     printed_seed());
    auto reading = reading_of(one_stop);
    reading.connection = server.soci_connection("wide", server.create_reader("agent", "wide"));
    disputes_a_month(one_stop, reading);
}

TEST_CASE("the codes behind a figure are those SQL finds in MariaDB")
{
    TempMariaDb server;
    const TempDir folder;
    server.create_database("opencps");
    OneStop one_stop(folder, "opencps", {"mysql", server.soci_connection("opencps")},
                     printed_seed());
    auto reading = reading_of(one_stop);
    reading.connection =
        server.soci_connection("opencps", server.create_reader("agent", "opencps"));
    disputes_a_month(one_stop, reading);
}
