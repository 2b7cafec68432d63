// A source that grows to 200,000 dossiers and changes all the while it is read.
#include "tests/e2e/agreement.h"
#include "tests/e2e/growth.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

using namespace congto::test;

TEST_CASE("a source filled with 200,000 dossiers while it changes is collected exactly")
{
    const TempPostgres server;
    const TempDir folder;
    OneStop one_stop(folder, "wide", {"postgresql", server.soci_connection()}, printed_seed());
    const auto mapped = sql_of(one_stop).mapped;
    // By the day in the code.
    check_grows_and_is_collected(
        one_stop, {20'000, 180'000, 300},
        "select to_char(to_date(substring(code from '-([0-9]{6})-'), 'YYMMDD'), 'YYYY-MM-DD') "
        "as day_opened, cast(count(*) as text) " +
            mapped.substr(mapped.find("from ")) + " group by day_opened order by day_opened");
}
