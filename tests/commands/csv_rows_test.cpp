#include "agent/commands/csv_rows.h"
#include "config/runtime/failure.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

namespace congto::agent {
namespace {

using Row = std::vector<std::string>;

struct Written {
    explicit Written(const std::string& content) { test::write_file(file, content); }

    test::TempDir folder;
    std::filesystem::path file = folder / "list.csv";
};

TEST_CASE("rows are read as RFC 4180 has them, each with the line it begins on")
{
    const Written written("\xEF\xBB\xBF"
                          "a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n,\n\"\",last");
    CsvRows rows(written.file);
    CHECK(rows.heading() == Row{"a", "b"});
    CHECK(rows.next() == Row{"1", "x, \"y\"\r\nz"});
    CHECK(rows.line() == 2);
    CHECK(rows.next() == Row{"", ""});
    CHECK(rows.line() == 4);
    CHECK(rows.next() == Row{"", "last"});
    CHECK(rows.next() == std::nullopt);
}

TEST_CASE("a file that is none, is empty or has a broken row is refused with its line")
{
    const auto fault = [](const std::string& content) {
        const Written written(content);
        try {
            CsvRows rows(written.file);
            while (rows.next()) {
            }
        } catch (const runtime::BadSettings& refused) {
            return refused.faults().front().substr(written.file.string().size());
        }
        return std::string("nothing");
    };
    CHECK(fault("") == ":1: is empty");
    CHECK(fault("a,b\n1\n") == ":2: has 1 fields, the heading has 2");
    CHECK(fault("a\n\"1\n2") == ":2: a quoted field does not end");
    CHECK(fault("a\n1\n") == "nothing");
    CHECK(fault("a,b\n1,2\n\n\r\n") == "nothing");
    CHECK(fault("a,b\n\n1\n") == ":3: has 1 fields, the heading has 2");
    CHECK_THROWS_AS(CsvRows("/nowhere/list.csv"), runtime::BadSettings);
}

} // namespace
} // namespace congto::agent
