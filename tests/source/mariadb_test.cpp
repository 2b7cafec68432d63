#include "config/runtime/failure.h"
#include "tests/source/reading_suite.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

TempMariaDb& server()
{
    static TempMariaDb server;
    return server;
}

Stage staged()
{
    static const Login reader = server().create_reader("reader");
    return {.engine = "mysql",
            .connection = server().soci_connection(kFirstDatabase, reader),
            .stage_engine = "mysql",
            .stage_connection = server().soci_connection(),
            .text_cursor = "CAST(m AS CHAR)",
            .cursor_of = "CAST(:after_cursor AS DATETIME(6))",
            .time_type = "DATETIME(6)",
            .key_of = "CAST(:after_key AS SIGNED)"};
}

} // namespace

TEST_CASE("MariaDB holds what a source promises, read by an account that may only read")
{
    check_reading(staged());
}

TEST_CASE("MariaDB away, login refused, and back again")
{
    const Stage stage = staged();
    fill(stage, 10, 1);
    StagedSource source(stage);
    CHECK(source->read({}, 5).rows.size() == 5);
    server().stop();
    CHECK_THROWS_AS(source->read({}, 5), runtime::Unavailable);
    CHECK_THROWS_WITH(source->read({}, 5),
                      Catch::StartsWith("source onestop: cannot connect to mysql: "));
    server().start();
    CHECK(source->read({}, 5).rows.size() == 5);

    Stage refused = stage;
    refused.connection = server().soci_connection(kFirstDatabase, {"reader", "wr0ng-pass"});
    StagedSource other(refused);
    CHECK_THROWS_WITH(other->read({}, 5),
                      Catch::Contains("Access denied") && !Catch::Contains("wr0ng-pass"));
}

TEST_CASE("a MariaDB statement that takes too long is ended by the server")
{
    const Stage stage = staged();
    fill(stage, 10, 1);
    StagedSource source(stage, [](source::SqlSettings& settings, source::Queries& queries) {
        settings.statement_timeout = std::chrono::milliseconds(300);
        queries.now = "SELECT COUNT(*) FROM t a, t b, t c, t d, t e, t f, t g, t h, t i, t j";
    });
    const auto start = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(source->now(), runtime::Unavailable);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

} // namespace congto::test
