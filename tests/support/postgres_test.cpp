#include "tests/support/temp_postgres.h"

#include "tests/support/server_test.h"

using namespace congto::test;

namespace {

TempPostgres& server()
{
    static TempPostgres value;
    return value;
}

} // namespace

TEST_CASE("a temporary PostgreSQL keeps its data while it is away")
{
    keeps_its_data_while_away(server());
}

TEST_CASE("a reader of a temporary PostgreSQL may read and nothing else")
{
    gives_readers_no_more_than_reading(server());
}

TEST_CASE("a temporary PostgreSQL answers through ODBC")
{
    answers_through_odbc(server());
}

TEST_CASE("the clock of a temporary PostgreSQL shows Hanoi's time")
{
    shows_hanois_time(server(), "select extract(timezone from now())::integer");
}

TEST_CASE("a temporary PostgreSQL starts soon")
{
    starts_soon<TempPostgres>();
}
