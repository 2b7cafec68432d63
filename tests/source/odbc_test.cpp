#include "config/runtime/failure.h"
#include "tests/source/reading_suite.h"
#include "tests/support/sql.h"
#include "tests/support/temp_mariadb.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

TempPostgres& postgres()
{
    static TempPostgres server;
    return server;
}

TempMariaDb& mariadb()
{
    static TempMariaDb server;
    return server;
}

std::string with_driver(std::string connection, const std::string& driver)
{
    const std::size_t open = connection.find('{');
    return connection.replace(open, connection.find('}') - open + 1, "{" + driver + "}");
}

Stage through_postgres(const std::string& driver)
{
    return {.engine = "odbc",
            .connection = with_driver(postgres().odbc_connection(), driver),
            .stage_engine = "postgresql",
            .stage_connection = postgres().soci_connection(),
            .text_cursor = "to_char(m, 'YYYY-MM-DD HH24:MI:SS.US')",
            .cursor_of = "CAST(:after_cursor AS timestamp)",
            .time_type = "timestamp(6)",
            .key_of = "CAST(:after_key AS bigint)",
            .limited = "OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY"};
}

Stage through_mariadb()
{
    return {.engine = "odbc",
            .connection = mariadb().odbc_connection(),
            .stage_engine = "mysql",
            .stage_connection = mariadb().soci_connection(kFirstDatabase),
            .text_cursor = "CAST(m AS CHAR(26))",
            .cursor_of = "CAST(:after_cursor AS DATETIME(6))",
            .time_type = "DATETIME(6)",
            .key_of = "CAST(:after_key AS SIGNED)"};
}

} // namespace

TEST_CASE("ODBC to PostgreSQL by the driver that speaks UTF-16 holds what a source promises")
{
    check_reading(through_postgres("PostgreSQL Unicode"));
}

TEST_CASE("ODBC to PostgreSQL by the driver that speaks bytes holds what a source promises")
{
    check_reading(through_postgres("PostgreSQL ANSI"));
}

TEST_CASE("ODBC to MariaDB holds what a source promises")
{
    check_reading(through_mariadb());
}

TEST_CASE("ODBC to SQLite, which has no column types, holds what a source promises")
{
    const TempDir dir;
    const std::string file = (dir / "onestop.db").string();
    // The driver would take a parameter for text of a time otherwise.
    check_reading({.engine = "odbc",
                   .connection = "DRIVER={SQLite3};Database=" + file,
                   .stage_engine = "sqlite3",
                   .stage_connection = "dbname=" + file,
                   .text_cursor = "m",
                   .cursor_of = ":after_cursor",
                   .time_type = "TEXT"});
}

TEST_CASE("text longer than an ODBC buffer is refused by its column's name, never cut")
{
    const Stage stage = through_postgres("PostgreSQL Unicode");
    run_sql(stage.stage_engine, stage.stage_connection,
            "DROP TABLE IF EXISTS t;\n"
            "CREATE TABLE t (m timestamp(6), k bigint PRIMARY KEY, name text);\n"
            "INSERT INTO t SELECT '2026-02-03 07:00:00', 1, repeat('ệ', 4000);\n"
            "INSERT INTO t SELECT '2026-02-03 07:00:00', 2, repeat('ệ', 8100)");
    StagedSource source(stage);
    CHECK(source->read({}, 1).rows.at(0).at(2)->size() == 12'000);
    CHECK_THROWS_WITH(source->read({}, 2),
                      Catch::Contains("column name holds text too long to be read whole"));
    CHECK(source->read({}, 1).rows.size() == 1);
}

TEST_CASE("a row the driver could not fetch stops the page, and is never taken as data")
{
    Stage stage;
    stage.engine = "odbc";
    stage.connection = "DRIVER=" CONGTO_FAKE_ODBC ";second=good";
    StagedSource well(stage);
    const source::Page page = well->read({}, 10);
    REQUIRE(page.rows.size() == 3);
    CHECK(page.rows[1][0] == "2");

    stage.connection = "DRIVER=" CONGTO_FAKE_ODBC ";second=bad";
    StagedSource broken(stage);
    CHECK_THROWS_WITH(broken->read({}, 10),
                      "source onestop: a query failed: the driver could not fetch row 2 of a "
                      "block: [01S01] error in row");
}

TEST_CASE("ODBC away, login refused, no such driver, and back again")
{
    const Stage stage = through_postgres("PostgreSQL Unicode");
    fill(stage, 10, 1);
    StagedSource source(stage);
    CHECK(source->read({}, 5).rows.size() == 5);
    postgres().stop();
    CHECK_THROWS_AS(source->read({}, 5), runtime::Unavailable);
    CHECK_THROWS_WITH(source->read({}, 5),
                      Catch::StartsWith("source onestop: cannot connect by ODBC: "));
    postgres().start();
    CHECK(source->read({}, 5).rows.size() == 5);

    Stage refused = stage;
    refused.connection = with_driver(
        postgres().odbc_connection(kFirstDatabase, {"reader", "wr0ng-pass"}), "PostgreSQL Unicode");
    StagedSource other(refused);
    CHECK_THROWS_WITH(other->read({}, 5),
                      Catch::Contains("authentication failed") && !Catch::Contains("wr0ng-pass"));

    refused.connection = with_driver(stage.connection, "No Such Driver");
    StagedSource none(refused);
    CHECK_THROWS_WITH(none->read({}, 5), Catch::Contains("cannot connect by ODBC: [01000]") ||
                                             Catch::Contains("cannot connect by ODBC: [IM00"));
}

TEST_CASE("a value that does not fit a query is told without the value")
{
    const Stage stage = through_postgres("PostgreSQL Unicode");
    fill(stage, 1, 1);
    StagedSource source(stage, [](source::SqlSettings&, source::Queries& queries) {
        queries.now = "SELECT CAST('Nguyen Van A' AS integer)";
    });
    CHECK_THROWS_WITH(source->now(), Catch::Contains("a value of the source does not fit") &&
                                         !Catch::Contains("Nguyen"));
}

} // namespace congto::test
