#include "config/runtime/failure.h"
#include "tests/source/reading_suite.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

Stage sqlite(const TempDir& dir)
{
    const std::string connection = "dbname=" + (dir / "onestop.db").string();
    return {.engine = "sqlite3",
            .connection = connection,
            .stage_engine = "sqlite3",
            .stage_connection = connection,
            .text_cursor = "m",
            .cursor_of = ":after_cursor",
            .time_type = "TEXT"};
}

} // namespace

TEST_CASE("SQLite holds what a source promises")
{
    const TempDir dir;
    check_reading(sqlite(dir));
}

TEST_CASE("a SQLite file that is not there is away, and is not made")
{
    const TempDir dir;
    StagedSource source(sqlite(dir));
    CHECK_THROWS_WITH(source->read({}, 1),
                      Catch::StartsWith("source onestop: cannot connect to sqlite3: "));
    CHECK_FALSE(std::filesystem::exists(dir / "onestop.db"));
}

TEST_CASE("a SQLite query that takes too long is ended")
{
    const TempDir dir;
    const Stage stage = sqlite(dir);
    fill(stage, 1, 1);
    StagedSource source(stage, [](source::SqlSettings& settings, source::Queries& queries) {
        settings.statement_timeout = std::chrono::milliseconds(50);
        queries.page = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                       "SELECT COUNT(*) FROM n WHERE :after_cursor <> :after_key AND 0 < :limit";
    });
    const auto start = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(source->read({}, 1), runtime::Unavailable);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

TEST_CASE("values of a SQLite column are text as they are, whatever type the first row has")
{
    const TempDir dir;
    const Stage stage = sqlite(dir);
    run_sql("sqlite3", stage.stage_connection,
            "CREATE TABLE t (m TEXT, k INTEGER PRIMARY KEY, name INTEGER);\n"
            "INSERT INTO t VALUES ('2026-02-03 07:00:00', 1, 7), ('2026-02-03 07:00:01', 2, 'x');\n"
            "INSERT INTO t VALUES ('2026-02-03 07:00:02', 9007199254740993, 12345678901234567)");
    StagedSource source(stage);
    const auto page = source->read({}, 10);
    REQUIRE(page.rows.size() == 3);
    CHECK(page.rows[0][2] == "7");
    CHECK(page.rows[1][2] == "x");
    CHECK(page.rows[2][1] == "9007199254740993");
    CHECK(page.rows[2][2] == "12345678901234567");
}

TEST_CASE("no more rows a second are read than allowed")
{
    const TempDir dir;
    const Stage stage = sqlite(dir);
    fill(stage, 300, 1);
    StagedSource source(stage, [](source::SqlSettings& settings, source::Queries&) {
        settings.rows_per_second = 1000;
    });
    const auto start = std::chrono::steady_clock::now();
    for (int page = 0; page < 4; ++page) {
        source->read({}, 100);
    }
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(300));
}

TEST_CASE("a mended connection file is taken up at the next call")
{
    const TempDir dir;
    const Stage stage = sqlite(dir);
    fill(stage, 3, 1);
    source::SqlSettings settings;
    settings.name = "onestop";
    settings.engine = "sqlite3";
    settings.connection_file = dir / "later.connection";
    source::Queries queries;
    queries.now = "SELECT 'now'";
    runtime::SystemClock clock;
    const auto source = source::open_sql(settings, queries, clock);
    CHECK_THROWS_AS(source->now(), runtime::Unavailable);
    dir.write("later.connection", stage.connection);
    CHECK(source->now() == "now");
    CHECK_FALSE(source->count({}));
}

TEST_CASE("rows that are gone are asked for no faster than rows are read")
{
    const TempDir dir;
    const Stage stage = sqlite(dir);
    fill(stage, 1, 1);
    StagedSource source(stage, [](source::SqlSettings& settings, source::Queries& queries) {
        settings.rows_per_second = 50;
        queries.row = "SELECT * FROM t WHERE k = :key";
    });
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 6; ++i) {
        CHECK(source->read_row("gone").rows.empty());
    }
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(100));
}

} // namespace congto::test
