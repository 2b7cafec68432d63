// A register that cannot be read, met after it was opened.
#include "collector/register/registers.h"
#include "config/runtime/failure.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <functional>

namespace congto::registers {
namespace {

using Catch::Matchers::Contains;
using Read = std::function<void(SQLite::Database&)>;

const std::vector<Read>& every_read()
{
    static const std::vector<Read> reads{
        [](SQLite::Database& registers) { read_unit_register(registers); },
        [](SQLite::Database& registers) { read_procedure_register(registers); },
        [](SQLite::Database& registers) { read_reported_figures(registers); },
        [](SQLite::Database& registers) { unit_with_code(registers, "H44", {}); }};
    return reads;
}

struct Opened {
    Opened()
    {
        create(file, runtime::Instant{});
        own = open_for_reading(file);
        store.exec("ATTACH '" + file.string() + "' AS register");
        own->setBusyTimeout(0);
    }

    test::TempDir folder;
    std::filesystem::path file = folder / "register.db";
    std::unique_ptr<SQLite::Database> own;
    SQLite::Database store{":memory:"}; // which has the register attached
};

TEST_CASE("a register that an import holds for long is away for its readers, and comes back")
{
    Opened opened;
    const auto importing = open_for_import(opened.file);
    importing->exec("BEGIN EXCLUSIVE");
    for (const Read& read : every_read()) {
        for (SQLite::Database* connection : {opened.own.get(), &opened.store}) {
            CHECK_THROWS_AS(read(*connection), runtime::Unavailable);
            CHECK_THROWS_WITH(read(*connection), Contains(opened.file.string() + ": ") &&
                                                     Contains("is locked; ") &&
                                                     Contains("try again"));
        }
    }
    importing->exec("ROLLBACK");
    CHECK(read_unit_register(opened.store).knows("H44"));
}

TEST_CASE("another program's database is refused and stays as it was")
{
    const test::TempDir folder;
    const auto file = folder / "register.db";
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("PRAGMA journal_mode = WAL; CREATE TABLE theirs (x)");
    CHECK_THROWS_AS(open_for_import(file), runtime::Corrupt);
    SQLite::Database after(file.string(), SQLite::OPEN_READONLY);
    CHECK(after.execAndGet("PRAGMA journal_mode").getString() == "wal");
}

TEST_CASE("a register that was damaged since it was opened is said to be so")
{
    Opened opened;
    std::fstream file(opened.file, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    const std::string garbage(std::filesystem::file_size(opened.file) - 100, '\xaa');
    file.write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
    file.close();
    for (const Read& read : every_read()) {
        CHECK_THROWS_AS(read(opened.store), runtime::Corrupt);
    }
}

} // namespace
} // namespace congto::registers
