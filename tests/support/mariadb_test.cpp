#include "tests/support/temp_mariadb.h"

#include "tests/support/server_test.h"

using namespace congto::test;

namespace {

TempMariaDb& server()
{
    static TempMariaDb value;
    return value;
}

} // namespace

TEST_CASE("a temporary MariaDB keeps its data while it is away")
{
    keeps_its_data_while_away(server());
}

TEST_CASE("a reader of a temporary MariaDB may read and nothing else")
{
    gives_readers_no_more_than_reading(server());
}

TEST_CASE("a temporary MariaDB answers through ODBC")
{
    answers_through_odbc(server());
}

TEST_CASE("the clock of a temporary MariaDB shows Hanoi's time")
{
    shows_hanois_time(server(), "select timestampdiff(second, utc_timestamp(), now())");
}

TEST_CASE("a temporary MariaDB starts soon")
{
    starts_soon<TempMariaDb>();
}
