#include "tests/mapping/shipped_suite.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

TEST_CASE("the shipped mappings read SQLite and say what its rows are")
{
    const congto::test::TempDir dir;
    congto::test::check_shipped_mappings(congto::test::sqlite_at((dir / "onestop.db").string()));
}
