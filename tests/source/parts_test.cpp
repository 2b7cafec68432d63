#include "agent/source/connect_string.h"
#include "agent/source/pace.h"
#include "agent/source/parameters.h"
#include "agent/source/settings.h"
#include "agent/source/soci_dialect.h"
#include "config/runtime/failure.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <regex>

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
    const ConnectString secret("host=db.local user=congto password='s3cret word' dbname=onestop",
                               "mysql");
    CHECK(secret.cleaned("could not connect with s3cret word") == "could not connect with ***");
    CHECK(secret.cleaned("bad string: " + secret.text()) == "bad string: ***");
    CHECK(secret.cleaned("host db.local refused") == "host db.local refused");

    const ConnectString odbc("DRIVER={ODBC Driver 18};SERVER=db;UID=sa;PWD={p;w=d}", "odbc");
    CHECK(odbc.cleaned("Login failed: p;w=d is wrong") == "Login failed: *** is wrong");
    CHECK(odbc.has("uid"));
    CHECK_FALSE(odbc.has("database"));
}

TEST_CASE("a message keeps no value of a row, no query and only one line")
{
    const ConnectString secret("dbname=x", "postgresql");
    CHECK(secret.cleaned("ERROR:  invalid input syntax for type integer: \"0912345678\"\n"
                         "LINE 1: SELECT secret FROM t\n        ^") ==
          "ERROR: invalid input syntax for type integer: \"…\"");
    CHECK(secret.cleaned("Incorrect datetime value: 'Nguyen Van A' for column") ==
          "Incorrect datetime value: '…' for column");
    CHECK(secret.cleaned("value \"0912345678901\" is out of range for type integer") ==
          "value \"…\" is out of range for type integer");
    CHECK(secret.cleaned("invalid value \"Nguy\" for \"yyyy\"") == "invalid value \"…\"");
    CHECK(secret.cleaned("time zone \"Nguyễn Văn A\" not recognized") ==
          "time zone \"…\" not recognized");
    CHECK(secret.cleaned("Conversion failed when converting the nvarchar value 'Nguyễn Văn A' to "
                         "data type int.") ==
          "Conversion failed when converting the nvarchar value '…' to data type int");
    CHECK(secret.cleaned("column \"nope\" does not exist") == "column \"nope\" does not exist");
    CHECK(secret.cleaned("one\r\n\ttwo.\n") == "one two");
    CHECK(secret.cleaned(std::string(1000, 'x')).size() < 310);
}

TEST_CASE("a value that holds quotes is masked to its own end")
{
    const ConnectString secret("dbname=x", "postgresql");
    CHECK(secret.cleaned("invalid input syntax for type integer: \"Nguyễn \"A\" 0912345678\"") ==
          "invalid input syntax for type integer: \"…\"");
    CHECK(secret.cleaned("Incorrect value: 'O'Neil 0912' for column 'x' at row 1") ==
          "Incorrect value: '…' at row 1");
    CHECK(secret.cleaned("wrong: \"Nguyễn\nVăn \"A\"\nDETAIL:  Token \"0912\" is invalid.") ==
          "wrong: \"…\"");
    CHECK(secret.cleaned("wrong: \"never closed 0912") == "wrong: \"…");
}

TEST_CASE("a string of another form is refused before a driver quotes a part of it")
{
    for (const char* engine : {"postgresql", "mysql"}) {
        CAPTURE(engine);
        for (const char* text :
             {"host=db password=abc Secret99", "host=db password=abc Secret99 dbname=x",
              "postgresql://congto:Secret99@db/onestop", "password='abc'Secret99 dbname=x",
              "password = Secret99", "=Secret99", "password=\"abc Secret99\""}) {
            CAPTURE(text);
            const ConnectString secret(text, engine);
            CHECK(secret.fault() == "it must be words key=value; a value with a blank must be "
                                    "quoted, as in key='a value'");
        }
        CHECK(ConnectString("password='abc Secret99", engine).fault() ==
              "a value begins with ' and has no end");
        for (const char* text :
             {"host=db password='abc Secret99' dbname=x", "password=a\\ b host=db",
              "password='it\\'s one' host=db", "password= host=db", "password=p;w host=db"}) {
            CAPTURE(text);
            const ConnectString secret(text, engine);
            CHECK(secret.fault().empty());
            CHECK(secret.has("host"));
        }
    }
    CHECK(ConnectString("PWD=abc;Secret99;UID=sa", "odbc").fault().starts_with("it must be KEY="));
    CHECK(ConnectString("PWD={ab}Secret99};UID=sa", "odbc").fault().starts_with("it must be KEY="));
    CHECK(ConnectString("PWD={a}}b;c};UID=sa", "odbc").has("uid"));
    CHECK(ConnectString("dbname=\"/a b/c.db\" timeout=5", "sqlite3").has("timeout"));

    const test::TempDir dir;
    const auto file = dir.write("c", "host=db password=abc Secret99\n");
    CHECK_THROWS_WITH(ConnectString::from_file(file, "postgresql"),
                      "connection file " + file.string() +
                          ": it must be words key=value; a value with a blank must be quoted, as "
                          "in key='a value'");
}

TEST_CASE("a semicolon in a password separates nothing, and is no way to see it")
{
    const ConnectString secret("host=db user=congto password=p;Secret99 dbname=onestop", "mysql");
    CHECK(secret.has("dbname"));
    CHECK(secret.cleaned("refused: p;Secret99") == "refused: ***");
}

TEST_CASE("a part of a secret, and what may be one by its unknown name, are masked too")
{
    const ConnectString secret("host=db pasword=Other77 password='abc Secret99' dbname=onestop",
                               "postgresql");
    CHECK(secret.cleaned("invalid connection option \"Secret99application_name\"") ==
          "invalid connection option \"***application_name\"");
    CHECK(secret.cleaned("no option pasword=Other77 in db") == "no option *** in db");
    CHECK(secret.cleaned("no such word Other77") == "no such word ***");
    // With a '=' in it, the rest of a password looks like an option.
    const ConnectString two("host=db password=abc Sec=ret99", "postgresql");
    CHECK(two.cleaned("invalid connection option \"Sec\"") == "invalid connection option \"***\"");
}

TEST_CASE("the connection string is the first line of its file, and its file is named when away")
{
    const test::TempDir dir;
    const auto file = dir.write("c", "dbname=/tmp/x.db  \nsecond line\n");
    CHECK(ConnectString::from_file(file, "sqlite3").text() == "dbname=/tmp/x.db");
    CHECK_THROWS_WITH(ConnectString::from_file(dir / "none", "sqlite3"),
                      "connection file " + (dir / "none").string() +
                          " cannot be read or is empty; it must hold one line");
}

TEST_CASE("what a connection string says itself is not said again")
{
    SqlSettings settings;
    settings.engine = "postgresql";
    const auto dialect =
        soci_dialect(settings, ConnectString("host=x connect_timeout=3", "postgresql"));
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

TEST_CASE("a source may have every name the contract knows, and no other")
{
    const std::string contract =
        test::read_file(std::filesystem::path(CONGTO_PROTO) / "congto/v1/uplink.proto");
    std::smatch form;
    REQUIRE(std::regex_search(contract, form,
                              std::regex("Name given in the agent's settings: (\\S+),")));
    const std::regex lawful(form.str(1));
    for (const std::string& name :
         {std::string("onestop"), std::string("One_Stop-2"), std::string("A"),
          std::string("one stop"), std::string("một-cửa"), std::string("a.b"), std::string(32, 'x'),
          std::string(33, 'x')}) {
        CAPTURE(name);
        const std::string text = "name = \"" + name + "\"\n" +
                                 std::string(kWell).substr(std::string_view(kWell).find("kind"));
        CHECK(settings_of(text).faults.empty() == std::regex_match(name, lawful));
    }
}

TEST_CASE("an overlap so short that rows would be lost is a fault")
{
    for (const char* overlap : {"0ms", "1s", "9999ms"}) {
        CAPTURE(overlap);
        const auto faults =
            settings_of(std::string(kWell) + "overlap = \"" + overlap + "\"\n").faults;
        CHECK(faults ==
              std::vector<std::string>{"agent.toml:7: source[1].overlap: must be at least 10s"});
    }
    CHECK(settings_of(std::string(kWell) + "overlap = \"10s\"\n").faults.empty());
}

TEST_CASE("every fault of a source is told at once")
{
    const auto faults = settings_of(R"(name = "one stop"
kind = "log"
mode = "push"
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
    CHECK(faults[2].starts_with("agent.toml:4: source[1].mode: \"push\" is no mode"));
    CHECK(faults[3].starts_with("agent.toml:5: source[1].engine: \"oracle\" is no engine"));
    CHECK(faults[4] == "agent.toml:1: source[1].connection_file: is missing");
    CHECK(faults[5] == "agent.toml:7: source[1].poll: must be at least 100ms");
    CHECK(faults[6].starts_with("agent.toml:8: source[1].page"));
    CHECK(faults[7] == "agent.toml:9: source[1].colour: unknown key");
}

} // namespace congto::source
