#include "tests/e2e/agreement.h"

#include <catch2/catch.hpp>

using namespace congto::test;

TEST_CASE("a wide table in SQLite is collected exactly")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), printed_seed());
    reads_once_and_agrees(one_stop, reading_of(one_stop));
}

TEST_CASE("an OpenCPS in SQLite is collected exactly")
{
    const TempDir folder;
    OneStop one_stop(folder, "opencps", sqlite_in(folder), printed_seed());
    reads_once_and_agrees(one_stop, reading_of(one_stop));
}
