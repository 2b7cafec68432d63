// Quantities, and every kind of value a table is asked for.
#include "config/runtime/settings.h"

#include <catch2/catch.hpp>

using namespace congto::runtime;
using namespace std::chrono_literals;

using Faults = std::vector<std::string>;

TEST_CASE("a duration is a number and its unit")
{
    CHECK(parse_duration("250ms") == 250ms);
    CHECK(parse_duration("5s") == 5s);
    CHECK(parse_duration("5m") == 5min);
    CHECK(parse_duration("1h") == 1h);
    CHECK(parse_duration("2d") == 48h);
    CHECK(parse_duration("0s") == 0s);
    CHECK(parse_duration("36525d") == 36'525 * 24h);
    for (const char* wrong :
         {"", "5", "s", "-5s", "+5s", "5 s", " 5s", "5s ", "5S", "1.5h", "5sec", "1h30m", "36526d",
          "9223372036854775807d", "99999999999999999999s", "0x5s", "5\u202Fs"}) {
        INFO(wrong);
        CHECK_FALSE(parse_duration(wrong));
    }
}

TEST_CASE("a size is a number and its unit")
{
    CHECK(parse_bytes("512B") == 512);
    CHECK(parse_bytes("64KiB") == 65'536);
    CHECK(parse_bytes("64MiB") == 67'108'864);
    CHECK(parse_bytes("2GiB") == 2'147'483'648);
    CHECK(parse_bytes("1TiB") == 1'099'511'627'776);
    for (const char* wrong : {"", "64", "MiB", "-1B", "64MB", "64mib", "64 MiB", "1.5GiB",
                              "16777216TiB", "18446744073709551616B"}) {
        INFO(wrong);
        CHECK_FALSE(parse_bytes(wrong));
    }
}

TEST_CASE("every kind of value is read as it is written")
{
    SettingsFile file(R"(
name = "one-stop"
port = 8443
quiet = true
pause = "5m"
window = "4MiB"
key = "unit.key"
absolute = "/etc/key"
names = ["a", "b"]
values = [2, "online"]
value = 2
)",
                      "a.toml");
    Table root = file.root();
    CHECK(root.text("name") == "one-stop");
    CHECK(root.integer_or("port", 1, 1, 65535) == 8443);
    CHECK(root.boolean_or("quiet", false));
    CHECK(root.duration_or("pause", 1s) == 5min);
    CHECK(root.bytes_or("window", 1) == 4 << 20);
    CHECK(root.path("key") == "unit.key");
    CHECK(root.path("absolute") == "/etc/key");
    CHECK(root.texts_or_none("names") == Faults{"a", "b"});
    CHECK(root.scalars_or_none("values") == Faults{"2", "online"});
    CHECK(root.scalars_or_none("value") == Faults{"2"});
    CHECK(file.faults().empty());
    CHECK_NOTHROW(file.finish());
}

TEST_CASE("what is absent is its fallback, and no fault")
{
    SettingsFile file("", "a.toml");
    Table root = file.root();
    CHECK(root.text_or("a", "b") == "b");
    CHECK_FALSE(root.text_if("a"));
    CHECK(root.integer_or("a", 99, 1, 10) == 99);
    CHECK_FALSE(root.integer_if("a"));
    CHECK(root.boolean_or("a", true));
    CHECK(root.duration_or("a", 3s) == 3s);
    CHECK(root.bytes_or("a", 7) == 7);
    CHECK_FALSE(root.path_if("a"));
    CHECK(root.texts_or_none("a").empty());
    CHECK(root.scalars_or_none("a").empty());
    CHECK_FALSE(root.table("a").present());
    CHECK(root.tables("a").empty());
    CHECK(file.faults().empty());
}

TEST_CASE("a value of the wrong kind is a fault with file, line and key")
{
    SettingsFile file(R"(text = 1
integer = "1"
boolean = 0
duration = 5
size = "5MB"
path = ""
texts = ["a", 1]
scalars = [1.5]
table = []
tables = [1]
date = 2026-02-03
)",
                      "a.toml");
    Table root = file.root();
    root.text("text");
    root.integer_or("integer", 0, 0, 9);
    root.boolean_or("boolean", false);
    root.duration_or("duration", 1s);
    root.bytes_or("size", 1);
    root.path("path");
    root.texts_or_none("texts");
    root.scalars_or_none("scalars");
    root.table("table");
    root.tables("tables");
    root.integer_if("date");
    CHECK(
        file.faults() ==
        Faults{
            "a.toml:1: text: must be a string, not an integer",
            "a.toml:2: integer: must be an integer, not a string",
            "a.toml:3: boolean: must be true or false, not an integer",
            R"(a.toml:4: duration: must be a duration with its unit, such as "250ms", "5s", "5m", "1h" or "2d")",
            R"(a.toml:5: size: must be a size with its unit, such as "512B", "64KiB", "64MiB" or "2GiB")",
            "a.toml:6: path: must not be empty",
            "a.toml:7: texts: must hold strings only",
            "a.toml:8: scalars: must be a string or an integer, or an array of them",
            "a.toml:9: table: must be a table, not an array",
            "a.toml:10: tables: must hold tables only ([[tables]])",
            "a.toml:11: date: must be an integer, not a date or time",
        });
}

TEST_CASE("an integer outside its range is a fault, and the fallback is used")
{
    SettingsFile file("a = 0\nb = 11\nc = 10", "a.toml");
    Table root = file.root();
    CHECK(root.integer_or("a", 5, 1, 10) == 5);
    CHECK(root.integer_or("b", 5, 1, 10) == 5);
    CHECK(root.integer_or("c", 5, 1, 10) == 10);
    CHECK(file.faults() ==
          Faults{"a.toml:1: a: must be from 1 to 10", "a.toml:2: b: must be from 1 to 10"});
}

TEST_CASE("a required key that is missing is a fault at its table")
{
    SettingsFile file("\n\n[source]\nkind = \"sql\"\n", "a.toml");
    Table source = file.root().table("source");
    CHECK(source.text("kind") == "sql");
    CHECK(source.text("connect").empty());
    CHECK(source.path("key").empty());
    CHECK(file.root().table("collector").text("address").empty());
    CHECK(file.faults() == Faults{"a.toml:3: source.connect: is missing",
                                  "a.toml:3: source.key: is missing",
                                  "a.toml:1: collector.address: is missing"});
}
