#include "tests/support/temp_postgres.h"

#include "tests/province/server_promises.h"

using namespace congto;
using namespace congto::province;

namespace {

test::TempPostgres& server()
{
    static test::TempPostgres value;
    return value;
}

std::string fresh(const char* database)
{
    server().create_database(database);
    return server().soci_connection(database);
}

} // namespace

TEST_CASE("on PostgreSQL the truth of an OpenCPS equals a recount in SQL")
{
    check_on_server(ShapeName::opencps, Engine::postgresql, fresh("opencps"));
}

TEST_CASE("on PostgreSQL the truth of a wide system equals a recount in SQL")
{
    check_on_server(ShapeName::wide, Engine::postgresql, fresh("wide"));
}

TEST_CASE("on PostgreSQL rows appear below what was already read")
{
    Province province(ShapeName::wide, Engine::postgresql, fresh("late"));
    CHECK(rows_appear_below_what_was_read(province));
    check_truth(province);
}

TEST_CASE("PostgreSQL takes 200,000 dossiers in well under a minute", "[.speed]")
{
    print_speed(ShapeName::opencps, Engine::postgresql, fresh("speed_opencps"));
    print_speed(ShapeName::wide, Engine::postgresql, fresh("speed_wide"));
}
