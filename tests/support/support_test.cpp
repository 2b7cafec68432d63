#include "tests/support/files.h"
#include "tests/support/free_port.h"
#include "tests/support/manual_clock.h"
#include "tests/support/process.h"
#include "tests/support/sql.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <memory>

using namespace congto::test;
using namespace std::chrono_literals;

TEST_CASE("a temporary folder is gone with its value")
{
    auto folder = std::make_unique<TempDir>();
    const auto file = folder->write("inner/a.txt", "xin chào");
    CHECK(read_file(file) == "xin chào");
    folder.reset();
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("a free port is not given twice")
{
    CHECK(free_port() != free_port());
}

TEST_CASE("a manual clock moves only when told")
{
    ManualClock clock;
    const auto wall = clock.now();
    const auto steady = clock.steady();
    CHECK(clock.now() == wall);
    clock.advance(5s);
    CHECK(clock.now() == wall + 5s);
    clock.set(wall - 1h);
    CHECK(clock.now() == wall - 1h);
    CHECK(clock.steady() == steady + 5s);
}

TEST_CASE("a program's output, errors and exit status are kept")
{
    ProcessOptions options;
    options.environment = {{"GREETING", "chào"}};
    const auto finished =
        run("/bin/sh", {"-c", "echo $GREETING; echo sorry >&2; exit 7"}, 10s, options);
    CHECK(finished.status == 7);
    CHECK(finished.output == "chào\n");
    CHECK(finished.error == "sorry\n");
}

TEST_CASE("a program that does not exist cannot be started")
{
    CHECK_THROWS_WITH(Process("/nowhere/at/all", {}),
                      "cannot start /nowhere/at/all: No such file or directory");
}

TEST_CASE("a process ends with its value, and by its pid only")
{
    pid_t pid = 0;
    {
        Process process("/bin/sleep", {"60"});
        pid = process.pid();
        CHECK(process.running());
        CHECK_FALSE(process.wait_for(20ms));
    }
    CHECK(::kill(pid, 0) != 0);
}

TEST_CASE("a process told to stop reports the signal")
{
    Process process("/bin/sleep", {"60"});
    CHECK(process.stop() == 128 + SIGTERM);
}

TEST_CASE("a program that takes too long is ended")
{
    CHECK_THROWS_WITH(run("/bin/sleep", {"60"}, 50ms), Catch::Contains("did not end within 50 ms"));
}

TEST_CASE("a script of several statements runs and is counted")
{
    const TempDir folder;
    const auto file = (folder / "a.sqlite").string();
    run_sql("sqlite3", file,
            "create table t (a text, b integer);\ninsert into t\nvalues ('x:1;', 2);\n");
    CHECK(count_sql("sqlite3", file, "select count(*) from t") == 1);
    const auto rows = query_sql("sqlite3", file, "select a, b, null from t");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0] == SqlRow{"x:1;", "2", std::nullopt});
    CHECK_THROWS(run_sql("sqlite3", file, "select * from nothing"));
}
