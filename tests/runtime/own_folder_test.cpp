#include "config/runtime/failure.h"
#include "config/runtime/own_folder.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <unistd.h>

using namespace congto;
using Catch::Matchers::Contains;

TEST_CASE("root makes nothing in a folder of another account")
{
    constexpr uid_t kAccount = 65534;
    const test::TempDir folder;
    CHECK_NOTHROW(runtime::require_own_folder(folder / "key", "congto-agent enroll"));
    CHECK_NOTHROW(runtime::require_own_folder(folder / "none" / "key", "congto-agent enroll"));
    if (::chown(folder.path().c_str(), kAccount, kAccount) != 0) {
        SUCCEED("only root can try it");
        return;
    }
    CHECK_THROWS_WITH(runtime::require_own_folder(folder / "key", "congto-agent enroll"),
                      Contains(folder.path().string() + ": is the folder of account") &&
                          Contains(" congto-agent enroll ..."));
}
