// What may happen to a spool's file between two runs: the collector ends exactly right.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

void copy_spool(const std::filesystem::path& from, const std::filesystem::path& to)
{
    for (const char* beside : {"-wal", "-shm"}) {
        std::filesystem::remove(to.string() + beside);
    }
    std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing);
}

void zero_half(const std::filesystem::path& file)
{
    std::string bytes = read_file(file);
    REQUIRE(bytes.size() > 100'000);
    bytes.replace(bytes.size() / 4, bytes.size() / 2, bytes.size() / 2, '\0');
    write_file(file, bytes);
}

} // namespace

TEST_CASE("a spool deleted, damaged or restored from an old copy doubles and loses nothing")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), printed_seed());
    one_stop.fill(2'000, "2026-05", "2026-07");
    Ministry ministry;
    ministry.start();
    const Office office(reading_of(one_stop), ministry.address());
    REQUIRE(office.run_once().status == 0);
    const auto copy = office.folder() / "copy.db";
    copy_spool(office.spool_file(), copy);
    one_stop.live_through({"--rate", "0", "--changes", "200", "--late-by", "100ms"});
    REQUIRE(office.run_once().status == 0);

    SECTION("restored")
    {
        copy_spool(copy, office.spool_file());
    }
    SECTION("deleted")
    {
        std::filesystem::remove(office.spool_file());
    }
    SECTION("damaged")
    {
        zero_half(office.spool_file());
    }
    one_stop.live_through({"--rate", "0", "--changes", "100", "--late-by", "100ms"});
    const auto finished = office.run_once();
    INFO(shown(finished));
    REQUIRE(finished.status == 0);
    // What left the source meanwhile the new spool never knew: reading the days finds it.
    for (const char* month : {"2026-05", "2026-06", "2026-07"}) {
        const auto reconciled = office.command({"reconcile", "--month", month});
        INFO(shown(reconciled));
        REQUIRE(reconciled.status == 0);
    }
    check_agreement(ministry, office, one_stop);
    const auto verified = office.command({"spool", "verify"});
    INFO(shown(verified));
    CHECK(verified.status == 0);
}

TEST_CASE("batches larger than the collector takes are sent in parts, and nobody is needed")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), printed_seed());
    one_stop.fill(6'000, "2026-05", "2026-07");
    Ministry ministry;
    write_file(ministry.settings_file(),
               read_file(ministry.settings_file()) + "batch_limit = \"64KiB\"\n");
    ministry.start();
    const Office office(reading_of(one_stop), ministry.address());
    std::string settings = read_file(office.settings_file());
    settings.replace(settings.find("[[source]]"), 0, "batch_entries = 10000\n");
    write_file(office.settings_file(), settings);
    const auto finished = office.run_once();
    INFO(shown(finished));
    REQUIRE(finished.status == 0);
    check_agreement(ministry, office, one_stop);
}
