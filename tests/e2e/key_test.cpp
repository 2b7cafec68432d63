// One key for all agents of a unit.
#include "tests/e2e/ministry.h"
#include "tests/e2e/office.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

// The same one-stop system under another name.
void rename_source(const Office& office)
{
    auto settings = read_file(office.settings_file());
    const std::string name = "\"onestop\"";
    settings.replace(settings.find(name), name.size(), "\"second\"");
    write_file(office.settings_file(), settings);
}

std::string id_of(const Office& office)
{
    return office.command({"key", "show-id"}).output.substr(0, 16);
}

} // namespace

TEST_CASE("an agent with another key is refused, told what to do, and then taken")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 11);
    one_stop.fill(50, "2026-05", "2026-05");
    Ministry ministry;
    ministry.start();
    const Office first(reading_of(one_stop), ministry.address());
    REQUIRE(first.run_once().status == 0);

    Office second(reading_of(one_stop), ministry.address());
    rename_source(second);
    CHECK(id_of(first) != id_of(second));
    second.start();
    const auto advice = "congto-agent key import --id " + id_of(first);
    const bool is_told = eventually([&] { return !lines_with(second.log(), advice).empty(); });
    CHECK(second.stop() == 0);
    INFO(second.log());
    REQUIRE(is_told);
    CHECK(second.command({"status"}).output.find("key import --id") != std::string::npos);

    // As it says; what was spooled with the other key is of no use.
    const auto carried = (folder / "carried.key").string();
    CHECK(first.command({"key", "export", carried}).status == 0);
    CHECK(second.command({"key", "import", carried}).status == 78);
    std::filesystem::remove(second.folder() / "unit.key");
    for (const auto* file : {"spool.db", "spool.db-wal", "spool.db-shm"})
        std::filesystem::remove(second.folder() / file);
    const auto imported = second.command({"key", "import", carried, "--id", id_of(first)});
    INFO(shown(imported));
    CHECK(imported.status == 0);
    CHECK(second.run_once().status == 0);
}
