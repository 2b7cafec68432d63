// The same on MariaDB, whose times count whole seconds: many rows share one.
#include "tests/e2e/agreement.h"
#include "tests/e2e/growth.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

using namespace congto::test;

TEST_CASE("an OpenCPS whose changes share their seconds is collected exactly while it grows")
{
    const TempMariaDb server;
    const TempDir folder;
    OneStop one_stop(folder, "opencps", {"mysql", server.soci_connection()}, printed_seed());
    const auto mapped = sql_of(one_stop).mapped;
    // By the day in the code; a dossier without one by the day it was created.
    check_grows_and_is_collected(
        one_stop, {5'000, 20'000, 200},
        "select date_format(coalesce(str_to_date(nullif(regexp_substr(d.dossierNo, "
        "'(?<=-)[0-9]{6}(?=-)'), ''), '%y%m%d'), d.createDate), '%Y-%m-%d') as day_opened, "
        "cast(count(*) as char) " +
            mapped.substr(mapped.find("from ")) + " group by day_opened order by day_opened");
}
