#include "tests/support/temp_mariadb.h"

#include "tests/province/server_promises.h"

using namespace congto;
using namespace congto::province;

namespace {

test::TempMariaDb& server()
{
    static test::TempMariaDb value;
    return value;
}

std::string fresh(const char* database)
{
    server().create_database(database);
    return server().soci_connection(database);
}

} // namespace

TEST_CASE("on MariaDB the truth of an OpenCPS equals a recount in SQL")
{
    check_on_server(ShapeName::opencps, Engine::mysql, fresh("opencps"));
}

TEST_CASE("on MariaDB the truth of a wide system equals a recount in SQL")
{
    check_on_server(ShapeName::wide, Engine::mysql, fresh("wide"));
}

TEST_CASE("on MariaDB rows appear below what was already read")
{
    Province province(ShapeName::wide, Engine::mysql, fresh("late"));
    CHECK(rows_appear_below_what_was_read(province));
    check_truth(province);
}

TEST_CASE("MariaDB takes 200,000 dossiers in well under a minute", "[.speed]")
{
    print_speed(ShapeName::opencps, Engine::mysql, fresh("speed_opencps"));
    print_speed(ShapeName::wide, Engine::mysql, fresh("speed_wide"));
}
