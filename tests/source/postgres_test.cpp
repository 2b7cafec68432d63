#include "config/runtime/failure.h"
#include "tests/source/reading_suite.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

TempPostgres& server()
{
    static TempPostgres server;
    return server;
}

Stage staged()
{
    static const Login reader = server().create_reader("reader");
    return {.engine = "postgresql",
            .connection = server().soci_connection(kFirstDatabase, reader),
            .stage_engine = "postgresql",
            .stage_connection = server().soci_connection(),
            .text_cursor = "to_char(m, 'YYYY-MM-DD HH24:MI:SS.US')",
            .cursor_of = "CAST(:after_cursor AS timestamp)",
            .time_type = "timestamp(6)",
            .key_of = "CAST(:after_key AS bigint)"};
}

} // namespace

TEST_CASE("PostgreSQL holds what a source promises, read by an account that may only read")
{
    check_reading(staged());
}

TEST_CASE("PostgreSQL away, login refused, and back again")
{
    const Stage stage = staged();
    fill(stage, 10, 1);
    StagedSource source(stage);
    CHECK(source->read({}, 5).rows.size() == 5);
    server().stop();
    CHECK_THROWS_AS(source->read({}, 5), runtime::Unavailable);
    CHECK_THROWS_WITH(source->read({}, 5),
                      Catch::StartsWith("source onestop: cannot connect to postgresql: "));
    server().start();
    CHECK(source->read({}, 5).rows.size() == 5);

    Stage refused = stage;
    refused.connection = server().soci_connection(kFirstDatabase, {"reader", "wr0ng-pass"});
    StagedSource other(refused);
    CHECK_THROWS_WITH(other->read({}, 5),
                      Catch::Contains("authentication failed") && !Catch::Contains("wr0ng-pass"));
}

TEST_CASE("a PostgreSQL statement that takes too long is ended by the server")
{
    const Stage stage = staged();
    fill(stage, 10, 1);
    StagedSource source(stage, [](source::SqlSettings& settings, source::Queries& queries) {
        settings.statement_timeout = std::chrono::milliseconds(200);
        queries.now = "SELECT pg_sleep(30)::text";
    });
    CHECK_THROWS_WITH(source->now(), Catch::Contains("statement timeout"));
}

} // namespace congto::test
