#include "collector/commands/known_units.h"

#include "collector/register/registers.h"
#include "config/runtime/failure.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;

namespace {

// As after an import: files written within one tick of the clock have one time.
void set_newer(const std::filesystem::path& file, std::chrono::seconds by)
{
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() + by);
}

} // namespace

TEST_CASE("a register that is not there is unavailable, not a fault of the program")
{
    const TempDir folder;
    ManualClock clock;
    CHECK_THROWS_AS(collector::KnownUnits(folder / "register.db", clock), runtime::Unavailable);
    CHECK_FALSE(std::filesystem::exists(folder / "register.db"));
}

TEST_CASE("a register that cannot be read is tried again each second, and the last one holds")
{
    const TempDir folder;
    const auto file = folder / "register.db";
    ManualClock clock;
    registers::create(file, clock.now());
    collector::KnownUnits units(file, clock);
    const auto phu_tho = units.with_code("H44");
    std::filesystem::rename(file, folder / "kept.db");
    folder.write("register.db", std::string(4096, 'x'));
    set_newer(file, std::chrono::seconds(5));
    CHECK(units.with_code("H44") == phu_tho);

    registers::open_for_import(folder / "kept.db")
        ->exec("UPDATE unit SET code = 'Z99' WHERE code = 'H44' AND valid_to IS NULL");
    std::filesystem::rename(folder / "kept.db", file);
    set_newer(file, std::chrono::seconds(10));
    CHECK(units.with_code("H44") == phu_tho); // the second is not over
    clock.advance(std::chrono::seconds(1));
    CHECK(units.with_code("Z99") == phu_tho);
}

TEST_CASE("a code is a unit's on the days it is valid, whatever an import changes meanwhile")
{
    const TempDir folder;
    const auto file = folder / "register.db";
    ManualClock clock; // 2026-02-03
    registers::create(file, clock.now());
    collector::KnownUnits units(file, clock);
    const auto phu_tho = units.with_code("H44");
    REQUIRE(phu_tho.has_value());
    CHECK_FALSE(units.with_code("H22").has_value()); // ended in 2025
    CHECK_FALSE(units.with_code("Z99").has_value());

    const auto registers = registers::open_for_import(file);
    registers->exec("UPDATE unit SET code = 'Z99' WHERE code = 'H44' AND valid_to IS NULL");
    set_newer(file, std::chrono::seconds(5));
    CHECK(units.with_code("Z99") == phu_tho);
    CHECK_FALSE(units.with_code("H44").has_value());

    std::filesystem::remove(file);
    CHECK(units.with_code("Z99") == phu_tho);
}
