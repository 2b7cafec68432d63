#include "agent/source/connect_string.h"
#include "agent/source/pace.h"
#include "agent/source/parameters.h"
#include "agent/source/settings.h"
#include "agent/source/soci_dialect.h"
#include "config/runtime/failure.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

namespace congto::source {
namespace {

using Parameters = std::vector<Parameter>;

constexpr auto kCursor = Parameter::after_cursor;
constexpr auto kKey = Parameter::after_key;
constexpr auto kLimit = Parameter::limit;

struct ReadSettings {
    SqlSettings settings;
    std::vector<std::string> faults;
};

ReadSettings settings_of(const std::string& entry)
{
    runtime::SettingsFile file("[[source]]\n" + entry, "agent.toml");
    ReadSettings read;
    read.settings = read_sql_settings(file.root().tables("source").at(0));
    read.faults = file.faults();
    return read;
}

constexpr const char* kWell = R"(name = "onestop"
kind = "sql"
engine = "mysql"
connection_file = "onestop.connection"
mapping = "opencps.toml"
)";

} // namespace

TEST_CASE("a parameter used twice gets two marks, so that no driver binds it only once")
{
    const Statement statement = with_own_marks(
        "SELECT 1 WHERE m > :after_cursor OR (m = :after_cursor AND k > :after_key) LIMIT :limit",
        Marks::numbered_names);
    CHECK(statement.sql == "SELECT 1 WHERE m > :p1 OR (m = :p2 AND k > :p3) LIMIT :p4");
    CHECK(statement.parameters == Parameters{kCursor, kCursor, kKey, kLimit});
    CHECK(with_own_marks("k > :after_key LIMIT :limit", Marks::question_marks).sql ==
          "k > ? LIMIT ?");
}

TEST_CASE("quotes, casts and other colons are no parameters")
{
    for (const char* sql :
         {"SELECT ':limit', 'it''s :limit', \":limit\", `:limit`", "SELECT m::text, 'HH24:MI:SS'",
          "SELECT a[1:2], @x := 1, 'unclosed :limit", "SELECT /*+ NO_MERGE(:limit) */ 1"}) {
        CAPTURE(sql);
        if (std::string_view(sql).find("/*+") == std::string_view::npos) {
            CHECK(with_own_marks(sql, Marks::question_marks).sql == sql);
        } else {
            CHECK(with_own_marks(sql, Marks::question_marks).sql.starts_with("SELECT /*+"));
        }
    }
}

TEST_CASE("comments are taken out, with the quotes and colons that confuse drivers")
{
    CHECK(
        with_own_marks("SELECT 1 -- don't :limit\nFROM t /* it's :this */ x", Marks::question_marks)
            .sql == "SELECT 1  \nFROM t   x");
    CHECK(with_own_marks("SELECT 1 -- to the end", Marks::question_marks).sql == "SELECT 1  ");
    CHECK(with_own_marks("SELECT 1 /* never closed", Marks::question_marks).sql == "SELECT 1  ");
}

TEST_CASE("other names are told, not bound")
{
    CHECK(with_own_marks("a > :since AND b > :after_key", Marks::question_marks).unknown ==
          std::vector<std::string>{"since"});
}

TEST_CASE("a message keeps no secret of the connection string")
{
    const ConnectString secret("host=db.local user=congto password='s3cret word' dbname=onestop");
    CHECK(secret.cleaned("could not connect with s3cret word") == "could not connect with ***");
    CHECK(secret.cleaned("bad string: " + secret.text()) == "bad string: ***");
    CHECK(secret.cleaned("host db.local refused") == "host db.local refused");

    const ConnectString odbc("DRIVER={ODBC Driver 18};SERVER=db;UID=sa;PWD={p;w=d}");
    CHECK(odbc.cleaned("Login failed: p;w=d is wrong") == "Login failed: *** is wrong");
    CHECK(odbc.has("uid"));
    CHECK_FALSE(odbc.has("database"));
}

TEST_CASE("a message keeps no value of a row, no query and only one line")
{
    const ConnectString secret("dbname=x");
    CHECK(secret.cleaned("ERROR:  invalid input syntax for type integer: \"0912345678\"\n"
                         "LINE 1: SELECT secret FROM t\n        ^") ==
          "ERROR: invalid input syntax for type integer: \"…\"");
    CHECK(secret.cleaned("Incorrect datetime value: 'Nguyen Van A' for column") ==
          "Incorrect datetime value: '…' for column");
    CHECK(secret.cleaned("column \"nope\" does not exist") == "column \"nope\" does not exist");
    CHECK(secret.cleaned("one\r\n\ttwo.\n") == "one two");
    CHECK(secret.cleaned(std::string(1000, 'x')).size() < 310);
}

TEST_CASE("the connection string is the first line of its file, and its file is named when away")
{
    const test::TempDir dir;
    const auto file = dir.write("c", "dbname=/tmp/x.db  \nsecond line\n");
    CHECK(ConnectString::from_file(file).text() == "dbname=/tmp/x.db");
    CHECK_THROWS_WITH(ConnectString::from_file(dir / "none"),
                      "connection file " + (dir / "none").string() +
                          " cannot be read or is empty; it must hold one line");
}

TEST_CASE("what a connection string says itself is not said again")
{
    SqlSettings settings;
    settings.engine = "postgresql";
    const auto dialect = soci_dialect(settings, ConnectString("host=x connect_timeout=3"));
    CHECK(dialect.connect_string.find("connect_timeout=3 ") != std::string::npos);
    CHECK(dialect.connect_string.find("connect_timeout=10") == std::string::npos);
}

TEST_CASE("MariaDB and MySQL take their time-out each in its own way")
{
    const std::chrono::milliseconds time(2500);
    CHECK(mysql_timeout("10.11.19-MariaDB", time) == "SET SESSION max_statement_time = 2.500");
    CHECK(mysql_timeout("8.0.36", time) == "SET SESSION max_execution_time = 2500");
}

TEST_CASE("rows are paid for by the time that follows")
{
    using std::chrono::milliseconds;
    Pace pace(1000);
    const Pace::Time start{std::chrono::hours(1)};
    CHECK(pace.wait(start) == milliseconds(0));
    pace.spent(500, start);
    CHECK(pace.wait(start) == milliseconds(500));
    CHECK(pace.wait(start + milliseconds(200)) == milliseconds(300));
    // Idle time is not saved up.
    pace.spent(100, start + std::chrono::hours(1));
    CHECK(pace.wait(start + std::chrono::hours(1)) == milliseconds(100));

    Pace free(0);
    free.spent(1'000'000, start);
    CHECK(free.wait(start) == milliseconds(0));
}

TEST_CASE("a source's settings have defaults that need no tuning")
{
    const auto [settings, faults] = settings_of(kWell);
    CHECK(faults.empty());
    CHECK(settings.dialect == "mysql");
    CHECK(settings.poll == std::chrono::seconds(1));
    CHECK(settings.overlap == std::chrono::hours(1));
    CHECK(settings.statement_timeout == std::chrono::seconds(30));
    CHECK(settings.page == 5000);
    CHECK(settings.rows_per_second == 0);
}

TEST_CASE("a page is never more than one second of the cap")
{
    CHECK(settings_of(std::string(kWell) + "rows_per_second = 300\n").settings.page == 300);
    CHECK(settings_of(std::string(kWell) + "rows_per_second = 300\npage = 50\n").settings.page ==
          50);
}

TEST_CASE("every fault of a source is told at once")
{
    const auto faults = settings_of(R"(name = "one stop"
kind = "log"
mode = "sweep"
engine = "oracle"
mapping = "m.toml"
poll = "1ms"
page = 0
colour = "red"
)")
                            .faults;
    CAPTURE(faults);
    REQUIRE(faults.size() == 8);
    CHECK(faults[0] == "agent.toml:2: source[1].name: must be 1 to 32 letters, digits, '-' or '_'");
    CHECK(faults[1].starts_with("agent.toml:3: source[1].kind: \"log\" is not known here"));
    CHECK(faults[2].starts_with("agent.toml:4: source[1].mode: \"sweep\""));
    CHECK(faults[3].starts_with("agent.toml:5: source[1].engine: \"oracle\" is no engine"));
    CHECK(faults[4] == "agent.toml:1: source[1].connection_file: is missing");
    CHECK(faults[5] == "agent.toml:7: source[1].poll: must be at least 100ms");
    CHECK(faults[6].starts_with("agent.toml:8: source[1].page"));
    CHECK(faults[7] == "agent.toml:9: source[1].colour: unknown key");
}

} // namespace congto::source
