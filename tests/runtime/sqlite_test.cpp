#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace congto::runtime;
using Catch::Matchers::Contains;

namespace {

constexpr std::uint32_t kKind = 0xC0970001;
constexpr const char* kSchema = "CREATE TABLE t (a INTEGER PRIMARY KEY); CREATE TABLE u (b);";

constexpr SqliteForm kForm{kSchema, 1, kKind, "spool"};

SqliteForm of_edition(int edition)
{
    return {kSchema, edition, kKind, "spool"};
}

std::string content_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::int64_t pragma(SQLite::Database& database, const std::string& name)
{
    return database.execAndGet("PRAGMA " + name).getInt64();
}

} // namespace

TEST_CASE("a file for writing keeps what was committed")
{
    const congto::test::TempDir folder;
    auto database = open_for_writing(folder / "a.db", kForm, {.cache_bytes = 1 << 20});
    CHECK(database->execAndGet("PRAGMA journal_mode").getString() == "wal");
    CHECK(pragma(*database, "synchronous") == 2);
    CHECK(pragma(*database, "foreign_keys") == 1);
    CHECK(pragma(*database, "wal_autocheckpoint") == 100'000);
    CHECK(pragma(*database, "page_size") == 4096);
    CHECK(pragma(*database, "cache_size") == -1024);
    CHECK(pragma(*database, "mmap_size") == 0);
    CHECK(pragma(*database, "busy_timeout") == 5000);
}

TEST_CASE("a new file gets its schema and edition once")
{
    const congto::test::TempDir folder;
    for (int round = 0; round < 2; ++round) {
        auto database = open_for_writing(folder / "a.db", kForm);
        database->exec("INSERT INTO t DEFAULT VALUES");
        CHECK(pragma(*database, "user_version") == 1);
        CHECK(static_cast<std::uint32_t>(pragma(*database, "application_id")) == kKind);
        CHECK(database->execAndGet("SELECT count(*) FROM t").getInt() == round + 1);
    }
}

TEST_CASE("a schema that fails leaves the file empty")
{
    const congto::test::TempDir folder;
    CHECK_THROWS_AS(open_for_writing(folder / "a.db", {"CREATE TABLE t (a); CREATE TABLE t (a);", 1,
                                                       kKind, "spool"}),
                    Failure);
    SQLite::Database left((folder / "a.db").string());
    CHECK(left.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0);
    CHECK_NOTHROW(open_for_writing(folder / "a.db", kForm));
}

TEST_CASE("a file of a newer edition is refused, naming both editions")
{
    const congto::test::TempDir folder;
    open_for_writing(folder / "a.db", of_edition(7));
    const std::string before = content_of(folder / "a.db");
    try {
        open_for_writing(folder / "a.db", of_edition(1));
        FAIL("a newer edition was taken");
    } catch (const Corrupt& refused) {
        CHECK_THAT(refused.what(), Contains("a.db: is a spool of edition 7") &&
                                       Contains("knows edition 1") &&
                                       Contains("use the newer program"));
    }
    CHECK(content_of(folder / "a.db") == before);
    const auto reader = open_for_reading(folder / "a.db");
    CHECK_THROWS_AS(require_edition(*reader, kSchema, 1, kKind, "spool"), Corrupt);
}

TEST_CASE("a file of another kind is refused and left as it was")
{
    const congto::test::TempDir folder;
    open_for_writing(folder / "a.db", kForm);
    CHECK_THROWS_WITH(open_for_writing(folder / "a.db", {kSchema, 1, kKind + 1, "store"}),
                      Contains("is not a store"));

    const auto theirs = folder / "b.db";
    SQLite::Database(theirs.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE theirs (a)");
    const std::string before = content_of(theirs);
    CHECK_THROWS_AS(open_for_writing(theirs, kForm), Corrupt);
    CHECK(content_of(theirs) == before); // no write-ahead log either, which is a byte in its header
    CHECK_FALSE(std::filesystem::exists(folder / "b.db-wal"));
}

TEST_CASE("a file that is no database is refused")
{
    const congto::test::TempDir folder;
    const auto file = folder.write("a.db", std::string(4096, 'x'));
    CHECK_THROWS_AS(open_for_writing(file, kForm), Corrupt);
    CHECK_THROWS_AS(open_for_reading(file), Corrupt);
}

TEST_CASE("a file that cannot be opened is unavailable, and is said to be")
{
    const congto::test::TempDir folder;
    CHECK_THROWS_AS(open_for_writing(folder / "none/a.db", kForm), Unavailable);
    CHECK_THROWS_WITH(open_for_reading(folder / "a.db"), Contains("a.db"));
    CHECK_THROWS_AS(open_for_reading(folder / "a.db"), Unavailable);
    CHECK_FALSE(std::filesystem::exists(folder / "a.db"));
}

TEST_CASE("a reader sees what was committed and writes nothing")
{
    const congto::test::TempDir folder;
    auto writer = open_for_writing(folder / "a.db", kForm);
    auto reader = open_for_reading(folder / "a.db");
    writer->exec("INSERT INTO t DEFAULT VALUES");
    CHECK(reader->execAndGet("SELECT count(*) FROM t").getInt() == 1);
    CHECK_THROWS(reader->exec("INSERT INTO t DEFAULT VALUES"));
    CHECK_NOTHROW(require_edition(*reader, kSchema, 1, kKind, "spool"));
}
