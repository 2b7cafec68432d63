// The collector's store lost, mended and brought back, with a real agent that knows nothing of it.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

namespace fs = std::filesystem;

void succeeds(const Ministry& ministry, const Arguments& arguments, const std::string& words)
{
    const auto finished = ministry.command(arguments);
    INFO(shown(finished));
    REQUIRE(finished.status == 0);
    CHECK(lines_with(finished.output, words).size() == 1);
}

void read_all(const Office& office)
{
    const auto finished = office.run_once();
    INFO("agent run --once: " << shown(finished));
    REQUIRE(finished.status == 0);
}

} // namespace

TEST_CASE("after an older backup is restored the agent sends again what it lacks, by itself")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 5);
    one_stop.fill(2000, "2026-03", "2026-05");
    Ministry ministry;
    ministry.start();
    Office office(reading_of(one_stop), ministry.address());
    read_all(office);
    const auto backup = folder / "backup";
    succeeds(ministry, {"backup", backup.string()}, "backed up to " + backup.string());

    one_stop.fill(1500, "2026-06", "2026-08", 4 * kPatience, {"--import"});
    read_all(office);
    check_agreement(ministry, office, one_stop);
    const long long collected = ministry.rates("2026-06", "received").number("/rows/0/collected");
    ministry.kill();

    fs::rename(ministry.state(), folder / "lost");
    succeeds(ministry, {"restore", backup.string()}, "restored " + ministry.state().string());
    CHECK(ministry.rates("2026-06", "received").number("/rows/0/collected") < collected);
    ministry.start();
    office.start();
    CHECK(eventually([&] {
        const Json rates = ministry.rates("2026-06", "received");
        return rates.number("/rows/0/collected") == collected;
    }));
    CHECK(office.stop() == 0);
    read_all(office);
    INFO(office.log() << ministry.log());
    check_agreement(ministry, office, one_stop);
    succeeds(ministry, {"verify"}, "all agrees: ");
    CHECK(ministry.stop() == 0);
}

TEST_CASE("a damaged store says what to do, and what it says mends it")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 6);
    one_stop.fill(1500, "2026-05", "2026-07");
    Ministry ministry;
    ministry.start();
    Office office(reading_of(one_stop), ministry.address());
    read_all(office);
    CHECK(ministry.stop() == 0);
    const auto store = (ministry.state() / "store.db").string();
    run_sql("sqlite3", store, "update unit_month set counts = x'000101'");
    run_sql("sqlite3", store, "delete from dossier where source = 1 and sequence % 7 = 0");

    const auto verified = ministry.command({"verify"});
    INFO(shown(verified));
    CHECK(verified.status == 65);
    CHECK_FALSE(lines_with(verified.output, "unit_month: ").empty());
    CHECK_FALSE(lines_with(verified.output, "dossier: ").empty());
    CHECK(lines_with(verified.output, "congto-collector rebuild").size() == 1);
    CHECK(ministry.command({"rebuild", "--check"}).status == 65);

    ministry.start();
    CHECK(ministry.command({"rebuild"}).status == 69);
    CHECK(ministry.stop() == 0);
    succeeds(ministry, {"rebuild"}, " observations in ");
    succeeds(ministry, {"rebuild", "--check"}, "all agrees: ");
    ministry.start();
    read_all(office);
    check_agreement(ministry, office, one_stop);
    succeeds(ministry, {"verify"}, "all agrees: ");
    CHECK(ministry.stop() == 0);
}

TEST_CASE("a store cut short is refused with what to do, which mends it")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 7);
    one_stop.fill(800, "2026-05", "2026-06");
    Ministry ministry;
    ministry.start();
    Office office(reading_of(one_stop), ministry.address());
    read_all(office);
    const auto backup = folder / "backup";
    succeeds(ministry, {"backup", backup.string()}, "backed up to");
    CHECK(ministry.stop() == 0);
    const auto store = ministry.state() / "store.db";
    fs::resize_file(store, fs::file_size(store) / 2);

    const auto refused = ministry.command({"run"});
    INFO(shown(refused));
    CHECK(refused.status == 65);
    for (const char* command : {"congto-collector verify", "rebuild", "restore"})
        CHECK(lines_with(refused.error, command).size() == 1);
    CHECK(ministry.command({"verify"}).status == 65);
    CHECK(ministry.command({"rebuild"}).status == 65);

    fs::rename(ministry.state(), folder / "damaged");
    succeeds(ministry, {"restore", backup.string()}, "restored");
    ministry.start();
    read_all(office);
    check_agreement(ministry, office, one_stop);
    CHECK(ministry.stop() == 0);
}
