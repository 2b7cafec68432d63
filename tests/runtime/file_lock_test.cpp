#include "config/runtime/failure.h"
#include "config/runtime/file_lock.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <optional>
#include <thread>

using namespace congto::runtime;
using Catch::Matchers::Contains;

TEST_CASE("a lock is one holder's for as long as it lives")
{
    const congto::test::TempDir folder;
    const auto file = folder / "lock";
    std::optional<FileLock> held;
    held.emplace(file, "somebody is at work");
    CHECK_THROWS_WITH(FileLock(file, "somebody is at work"), Contains("lock: somebody is at work"));
    CHECK_THROWS_AS(FileLock(file, "somebody is at work"), Unavailable);
    held.reset();
    CHECK(std::filesystem::exists(file));
    CHECK_NOTHROW(FileLock(file, "somebody is at work"));
}

TEST_CASE("whether a lock is held is asked without making or taking it")
{
    const congto::test::TempDir folder;
    const auto file = folder / "lock";
    CHECK_FALSE(is_held(file));
    CHECK_FALSE(std::filesystem::exists(file));
    std::optional<FileLock> held;
    held.emplace(file, "somebody is at work");
    CHECK(is_held(file));
    CHECK_THROWS_AS(FileLock(file, "somebody is at work"), Unavailable);
    held.reset();
    CHECK_FALSE(is_held(file));
    CHECK_THROWS_AS(is_held(file / "below a file"), Unavailable);
}

TEST_CASE("nobody who starts is refused because somebody looked")
{
    const congto::test::TempDir folder;
    const auto file = folder / "lock";
    std::atomic<bool> enough = false;
    std::atomic<int> looks = 0;
    std::thread looking([&] {
        while (!enough) {
            is_held(file);
            ++looks;
        }
    });
    int refused = 0;
    for (int start = 0; start < 2000 || looks < 2000; ++start) {
        try {
            const FileLock lock(file, "somebody is at work");
        } catch (const Unavailable&) {
            ++refused;
        }
    }
    enough = true;
    looking.join();
    CHECK(refused == 0);
}

TEST_CASE("a lock that cannot be made says where")
{
    const congto::test::TempDir folder;
    CHECK_THROWS_WITH(FileLock(folder / "none/lock", "taken"),
                      Contains("none/lock: cannot be made"));
    CHECK_THROWS_AS(FileLock(folder / "none/lock", "taken"), Unavailable);
}
