#include "config/runtime/failure.h"
#include "config/runtime/settings.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

using namespace congto::runtime;
using Catch::Matchers::Contains;

using Lines = std::vector<std::string>;

TEST_CASE("a key nobody reads is unknown")
{
    SettingsFile file(
        "name = \"x\"\nnmae = \"y\"\n[source]\nkind = \"sql\"\n[suorce]\na = 1\nb = 2\n", "a.toml");
    Table root = file.root();
    root.text("name");
    root.table("source");
    CHECK(file.faults() == Lines{"a.toml:2: nmae: unknown key",
                                 "a.toml:4: source.kind: unknown key",
                                 "a.toml:5: suorce: unknown key"});
    CHECK_THROWS_AS(file.finish(), BadSettings);
}

TEST_CASE("asking whether a key is there is not reading it")
{
    SettingsFile file("a = 1", "a.toml");
    CHECK(file.root().has("a"));
    CHECK_FALSE(file.root().has("b"));
    CHECK(file.faults() == Lines{"a.toml:1: a: unknown key"});
}

TEST_CASE("a table read twice is one table")
{
    SettingsFile file("[t]\na = 1\nb = 2\n", "a.toml");
    file.root().table("t").integer_if("a");
    file.root().table("t").integer_if("b");
    CHECK(file.faults().empty());
}

TEST_CASE("arrays of tables have their own lines and numbers")
{
    SettingsFile file("[[source]]\nname = \"a\"\n\n[[source]]\nname = \"b\"\nspeed = 1\n\n"
                      "[[source.rule]]\nwhen = \"x\"\n",
                      "a.toml");
    std::vector<Table> sources = file.root().tables("source");
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].text("name") == "a");
    CHECK(sources[1].text("name") == "b");
    sources[1].tables("rule").at(0).text("then");
    CHECK(file.faults() == Lines{"a.toml:8: source[2].rule[1].then: is missing",
                                 "a.toml:6: source[2].speed: unknown key",
                                 "a.toml:9: source[2].rule[1].when: unknown key"});
}

TEST_CASE("keys come in the order of the file")
{
    SettingsFile file("[values]\nonline = 1\ncounter = 2\na = 3\n\"9\" = 4\n", "a.toml");
    CHECK(file.root().table("values").keys() == Lines{"online", "counter", "a", "9"});
    CHECK(file.root().table("none").keys().empty());
}

TEST_CASE("a fault of one's own stands at its key")
{
    SettingsFile file("\n[a]\n\nb = 1\n", "a.toml");
    Table table = file.root().table("a");
    table.integer_if("b");
    CHECK(table.place("b") == "a.toml:4: a.b");
    table.fault("b", "is odd");
    table.fault("", "is incomplete");
    file.root().fault("", "has no source");
    CHECK(file.faults() ==
          Lines{"a.toml:4: a.b: is odd", "a.toml:2: a: is incomplete", "a.toml:1: has no source"});
}

TEST_CASE("text that is not TOML is refused with file, line and column")
{
    CHECK_THROWS_WITH(SettingsFile("a = 1\nb = = 2\n", "a.toml"), Contains("a.toml:2:5: "));
    CHECK_THROWS_WITH(SettingsFile("a = 1\na = 2\n", "a.toml"), Contains("a.toml:2:"));
    CHECK_THROWS_WITH(SettingsFile("a = \"\xFF\"\n", "a.toml"), Contains("a.toml:1:"));
    CHECK_THROWS_AS(SettingsFile("[", "a.toml"), BadSettings);
}

TEST_CASE("a file that cannot be read is refused")
{
    const congto::test::TempDir folder;
    CHECK_THROWS_WITH(SettingsFile(folder / "none.toml"),
                      Contains("none.toml") && Contains("No such file"));
    CHECK_THROWS_WITH(SettingsFile(folder.path()), Contains("is a folder"));
}

TEST_CASE("paths are relative to the folder of the file")
{
    const congto::test::TempDir folder;
    SettingsFile file(folder.write("a.toml", "key = \"keys/unit.key\"\n"));
    CHECK(file.root().path("key") == folder / "keys/unit.key");
    CHECK(file.content() == "key = \"keys/unit.key\"\n");
    file.root().fault("key", "x");
    CHECK(file.faults() == Lines{(folder / "a.toml").string() + ":1: key: x"});
}

TEST_CASE("finishing with faults throws them all")
{
    SettingsFile file("a = 1\nb = 2\n", "a.toml");
    try {
        file.finish();
        FAIL("two unknown keys were taken");
    } catch (const BadSettings& bad) {
        CHECK(bad.faults() == Lines{"a.toml:1: a: unknown key", "a.toml:2: b: unknown key"});
    }
}
