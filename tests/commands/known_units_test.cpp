#include "collector/commands/known_units.h"

#include "collector/register/registers.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;

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
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() +
                                               std::chrono::seconds(5));
    CHECK(units.with_code("Z99") == phu_tho);
    CHECK_FALSE(units.with_code("H44").has_value());

    std::filesystem::remove(file);
    CHECK(units.with_code("Z99") == phu_tho);
}
