// A damaged spool makes room for a new one.
#include "agent/spool/damaged.h"

#include "config/runtime/failure.h"
#include "tests/spool/fixture.h"
#include "tests/support/files.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace congto;
using test::ARow;
using test::SpoolBench;

namespace {

const std::string kWhy = "the test says so";

std::size_t files_like(const SpoolBench& bench, const std::string& part)
{
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(bench.folder.path())) {
        count += entry.path().filename().string().find(part) != std::string::npos ? 1 : 0;
    }
    return count;
}

} // namespace

TEST_CASE("a damaged spool is kept aside, and the new one has another identity")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    const auto id = bench.spool->standing().id;
    bench.spool.reset();
    std::string bytes = test::read_file(bench.settings.file);
    SECTION("its beginning lost")
    {
        bytes.replace(0, 4096, 4096, '\0');
    }
    SECTION("its header lost")
    {
        bytes.replace(0, 16, 16, '\0');
    }
    SECTION("its schema overwritten")
    {
        bytes.replace(100, 64, 64, '\xff');
    }
    test::write_file(bench.settings.file, bytes);
    REQUIRE_THROWS_AS(bench.reopen(), runtime::Damaged);

    test::ManualClock clock;
    spool::move_damaged_aside(bench.settings.file, kWhy, clock);
    CHECK(files_like(bench, "spool.db.damaged-") == 1);
    bench.reopen();
    CHECK(bench.spool->standing().id != id);
    CHECK(bench.take({ARow("1").shows("A")}).changed == 1);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a file that is somebody else's is left where it is")
{
    SpoolBench bench;
    bench.spool.reset();
    test::write_file(bench.settings.file, std::string(5000, 'x'));
    test::ManualClock clock;
    CHECK_THROWS_AS(spool::move_damaged_aside(bench.settings.file, kWhy, clock), runtime::Corrupt);
    CHECK(test::read_file(bench.settings.file) == std::string(5000, 'x'));
}

TEST_CASE("a spool somebody works with is not moved")
{
    SpoolBench bench;
    test::ManualClock clock;
    CHECK_THROWS_AS(spool::move_damaged_aside(bench.settings.file, kWhy, clock),
                    runtime::Unavailable);
    CHECK(bench.take({ARow("1").shows("A")}).changed == 1);
}

TEST_CASE("the fourth within a day needs a person, and the next day none does")
{
    SpoolBench bench;
    test::ManualClock clock;
    const auto damage = [&] {
        bench.spool.reset();
        std::filesystem::remove(bench.settings.file.string() + "-wal");
        test::write_file(bench.settings.file, std::string(4096, '\0'));
        clock.advance(std::chrono::hours(1));
        spool::move_damaged_aside(bench.settings.file, kWhy, clock);
        bench.reopen();
    };
    damage();
    damage();
    damage();
    CHECK_THROWS_WITH(damage(), Catch::Contains(kWhy) && Catch::Contains("failing disk"));
    clock.advance(std::chrono::hours(22));
    damage();
    CHECK(files_like(bench, "spool.db.damaged-") == 4);
}
