// What was deleted at the source without a trace, found by reading its days.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

// A one-stop system of two months, read by an agent and counted by a collector.
struct Province {
    explicit Province(const std::string& more = "")
    {
        one_stop.fill(1500, "2026-05", "2026-06");
        ministry.start();
        auto reading = reading_of(one_stop);
        reading.more = more;
        office = std::make_unique<Office>(reading, ministry.address());
    }

    const std::string& database() const { return one_stop.place().connection; }
    long long mapped() const { return count_sql("sqlite3", database(), sql_of(one_stop).mapped); }
    long long collected() const
    {
        return ministry.rates("2026-06", "received").number("/rows/0/collected");
    }
    // Deletes so many dossiers that are counted, the first by their codes; how many it were.
    long long delete_some(int dossiers) const
    {
        const long long before = mapped();
        const std::string counted = sql_of(one_stop).mapped;
        run_sql("sqlite3", database(),
                "delete from dossier where id in (select id " +
                    counted.substr(counted.find("from ")) + " order by code limit " +
                    std::to_string(dossiers) + ");");
        return before - mapped();
    }
    Finished reconcile(const std::string& patience = "30s") const
    {
        return office->command(
            {"reconcile", "--month", "2026-05", "--month", "2026-06", "--patience", patience},
            2min);
    }
    bool all_is_sent() const
    {
        return !lines_with(office->log(), "source is read to its end").empty() &&
               status().number("/spool/rows/0/pending") == 0;
    }
    Json status() const { return Json(office->command({"status", "--json"}).output); }

    TempDir folder;
    OneStop one_stop{folder, "wide", sqlite_in(folder), printed_seed()};
    Ministry ministry;
    std::unique_ptr<Office> office;
};

} // namespace

TEST_CASE("what is deleted at the source leaves the figures when a running agent is asked")
{
    Province province;
    province.office->start();
    INFO("agent: " << province.office->log() << "\ncollector: " << province.ministry.log());
    REQUIRE(eventually([&] { return province.all_is_sent(); }, 60s));
    REQUIRE(province.collected() == province.mapped());
    REQUIRE(province.delete_some(12) == 12);
    const auto finished = province.reconcile();
    INFO("reconcile: " << shown(finished));
    CHECK(finished.status == 0);
    CHECK(lines_with(finished.output, "61 days: 61 verified").size() == 1);
    CHECK(province.collected() == province.mapped());
    CHECK(province.status().number("/days/rows/0/removed") == 12);
    CHECK(province.status().number("/days/rows/0/verified") >= 61);
    CHECK(province.office->stop() == 0);
}

TEST_CASE("where no agent runs the days are read and sent by the command itself")
{
    Province province;
    REQUIRE(province.office->run_once().status == 0);
    REQUIRE(province.delete_some(5) == 5);
    const auto finished = province.reconcile();
    INFO("reconcile: " << shown(finished));
    CHECK(finished.status == 0);
    CHECK(province.collected() == province.mapped());
}

TEST_CASE("where too much is gone it is held, and the command says so")
{
    Province province;
    REQUIRE(province.office->run_once().status == 0);
    REQUIRE(province.delete_some(200) == 200);
    const auto finished = province.reconcile();
    INFO("reconcile: " << shown(finished));
    CHECK(finished.status == 65);
    CHECK_FALSE(lines_with(finished.output, "removals are held until the ministry").empty());
    const auto held = province.ministry.command({"withdrawals", "list"});
    CHECK(lines_with(held.output, "Nothing is held").empty());
}

TEST_CASE("a collector that is away judges nothing, and that is said")
{
    Province province;
    REQUIRE(province.office->run_once().status == 0);
    CHECK(province.ministry.stop() == 0);
    const auto finished = province.reconcile("5s");
    INFO("reconcile: " << shown(finished));
    CHECK(finished.status == 69);
    CHECK(
        lines_with(finished.output, "not judged: the collector has given no verdict yet").size() ==
        61);
}

TEST_CASE("a source read by days alone is collected exactly")
{
    Province province("sweep_from = \"2026-04-01\"\n");
    const auto settings = province.office->settings_file();
    std::string text = read_file(settings);
    text.replace(text.find("\"follow\""), 8, "\"sweep\"");
    write_file(settings, text);
    const auto finished = province.office->run_once();
    INFO("agent run --once: " << shown(finished));
    REQUIRE(finished.status == 0);
    check_agreement(province.ministry, *province.office, province.one_stop);
}
