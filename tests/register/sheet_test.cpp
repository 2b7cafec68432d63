#include "collector/register/sheet.h"

#include "collector/register/row_reader.h"
#include "tests/register/faults_of.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

namespace congto::registers {
namespace {

using test::faults_of;
using Lines = std::vector<std::string>;

Sheet sheet_of(std::string_view content)
{
    return Sheet(content, "f.csv", {{"a", "b"}, {"c"}});
}

Lines sheet_faults(std::string_view content)
{
    return faults_of([&] { sheet_of(content).finish(); });
}

TEST_CASE("a quoted field keeps commas, doubled quotes and line breaks")
{
    const Sheet sheet = sheet_of("a,b\n\"x, \"\"y\"\"\nz\",2\n3,\"4\"\n");
    REQUIRE(sheet.rows().size() == 2);
    CHECK(sheet.field(sheet.rows()[0], "a") == "x, \"y\"\nz");
    CHECK(sheet.field(sheet.rows()[0], "b") == "2");
    CHECK(sheet.rows()[0].line == 2);
    CHECK(sheet.field(sheet.rows()[1], "b") == "4");
    CHECK(sheet.rows()[1].line == 4);
}

TEST_CASE("byte order mark, CRLF, blank lines and surrounding blanks do not matter")
{
    const Sheet sheet = sheet_of("\xEF\xBB\xBF"
                                 "a , b\r\n\r\n 1 , \" 2 \" \r\n");
    CHECK_NOTHROW(sheet.finish());
    REQUIRE(sheet.rows().size() == 1);
    CHECK(sheet.rows()[0].fields == Lines{"1", "2"});
    CHECK(sheet.rows()[0].line == 3);
}

TEST_CASE("a last line without a line break is read, and so are empty last fields")
{
    CHECK(sheet_of("a,b\n1,").rows().at(0).fields == Lines{"1", ""});
    CHECK(sheet_of("a,b\n,").rows().at(0).fields == Lines{"", ""});
    CHECK(sheet_of("a\tb\n1\t").rows().at(0).fields == Lines{"1", ""});
}

TEST_CASE("a heading over two lines is named on one")
{
    CHECK(sheet_faults("a,b,\"x\ny\"\n").at(0) ==
          "f.csv:1: column 3 (x\\ny): not a column of this register");
}

TEST_CASE("a tab in the heading makes tabs the separator and quotes ordinary")
{
    const Sheet sheet = sheet_of("b\ta\n\"1\"\tx, y\n");
    REQUIRE(sheet.rows().size() == 1);
    CHECK(sheet.field(sheet.rows()[0], "b") == "\"1\"");
    CHECK(sheet.field(sheet.rows()[0], "a") == "x, y");
    CHECK(sheet.field(sheet.rows()[0], "c").empty());
}

TEST_CASE("every fault of the heading is named, and no row is read under it")
{
    CHECK(sheet_faults("a,a,d\n1\n") ==
          Lines{"f.csv:1: the column b is missing",
                "f.csv:1: column 2 (a): the column is there twice",
                "f.csv:1: column 3 (d): not a column of this register"});
    CHECK(sheet_of("a\n1\n").rows().empty());
    CHECK(sheet_faults("") ==
          Lines{"f.csv:1: the file is empty; its first line must be the heading a, b"});
}

TEST_CASE("lines that cannot be split are faults of their own and the rest is read")
{
    const std::string_view content = "a,b\n1\n2,3\n4,\"5\"6\n7,8\"9\n1,2,3\n4,\"5\n";
    CHECK(sheet_faults(content) ==
          Lines{"f.csv:2: 1 fields where the heading has 2", "f.csv:4: text after a closing quote",
                "f.csv:5: a quote inside a field that is not quoted; write the whole field in "
                "quotes and the quote twice",
                "f.csv:6: 3 fields where the heading has 2",
                "f.csv:7: a quote is opened and never closed"});
    CHECK(sheet_of(content).rows().size() == 1);
}

TEST_CASE("text that is not UTF-8 is refused with its line")
{
    CHECK(sheet_faults("a,b\n1,2\n3,\xC3(\n") ==
          Lines{"f.csv:3: not UTF-8 text; save the file as UTF-8"});
    CHECK(sheet_faults(std::string_view("a,b\n1,\0\n", 9)) ==
          Lines{"f.csv:2: not UTF-8 text; save the file as UTF-8"});
}

TEST_CASE("typed fields name what they are not, with line and column")
{
    Sheet sheet = sheet_of("a,b,c\n2026-02-30,1.5,maybe\n,-1,no\n");
    RowReader first(sheet, sheet.rows()[0]);
    first.day("a");
    first.count_if("b");
    first.claim_if("c");
    CHECK_FALSE(first.sound());
    RowReader second(sheet, sheet.rows()[1]);
    CHECK(second.sound());
    CHECK(second.day_if("a") == std::nullopt);
    CHECK(second.claim_if("c") == false);
    CHECK(second.sound());
    second.count_if("b");
    second.text("a");
    CHECK(faults_of([&] { sheet.finish(); }) ==
          Lines{"f.csv:2: column 1 (a): \"2026-02-30\" is not a date like 2026-02-03",
                "f.csv:2: column 2 (b): \"1.5\" is not a number of dossiers: write digits only",
                "f.csv:2: column 3 (c): \"maybe\" is not yes or no; leave it empty if it is not "
                "known",
                "f.csv:3: column 1 (a): is empty",
                "f.csv:3: column 2 (b): \"-1\" is not a number of dossiers: write digits only"});
}

TEST_CASE("a file that cannot be read is refused in one line")
{
    const test::TempDir folder;
    CHECK(read_whole(folder.write("some.csv", "a,b\n")) == "a,b\n");
    for (const auto& path : {folder.path(), folder / "none.csv"}) {
        CHECK(faults_of([&] { read_whole(path); }) ==
              Lines{path.string() + ": cannot be read; name a register file that you may read"});
    }
}

} // namespace
} // namespace congto::registers
