#include "config/runtime/failure.h"
#include "config/runtime/file_lock.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <optional>

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

TEST_CASE("a lock that cannot be made says where")
{
    const congto::test::TempDir folder;
    CHECK_THROWS_WITH(FileLock(folder / "none/lock", "taken"),
                      Contains("none/lock: cannot be made"));
    CHECK_THROWS_AS(FileLock(folder / "none/lock", "taken"), Unavailable);
}
