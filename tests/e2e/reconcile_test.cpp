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
    // Of days with several: a day emptied is held, however little it had.
    long long delete_some(int dossiers) const
    {
        const std::string day = "substr(code, instr(code, '-') + 1, 6)";
        const long long before = mapped();
        const std::string counted = sql_of(one_stop).mapped;
        run_sql("sqlite3", database(),
                "delete from dossier where id in (select id " +
                    counted.substr(counted.find("from ")) + " and " + day + " in (select " + day +
                    " from dossier group by 1 having count(*) > 5) order by code limit " +
                    std::to_string(dossiers) + ");");
        return before - mapped();
    }
    Finished reconcile(const std::string& patience = "2m") const
    {
        return office->command(
            {"reconcile", "--month", "2026-05", "--month", "2026-06", "--patience", patience},
            4min);
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
    REQUIRE(eventually([&] { return province.all_is_sent(); }));
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

namespace {

// Too much is gone for the collector to believe it, and a running agent has said so.
struct Held : Province {
    Held()
    {
        office->start();
        REQUIRE(eventually([&] { return all_is_sent(); }));
        before = mapped();
        REQUIRE(delete_some(200) == 200);
        CHECK(reconcile().status == 65);
        CHECK(days("disputed") > 0);
        CHECK(rates("disputed") > 0);
        CHECK(rates("days_verified") < rates("days"));
    }

    // Of the agent's status, and of the collector's figures.
    long long days(const std::string& what) const
    {
        return status().number("/days/rows/0/" + what);
    }
    long long rates(const std::string& what) const
    {
        return ministry.rates("2026-05", "received").number("/rows/0/" + what) +
               ministry.rates("2026-06", "received").number("/rows/0/" + what);
    }
    void decide(const std::string& verdict) const
    {
        const auto decided = ministry.command(
            {"withdrawals", verdict, "--unit", "H44", "--all", "--reason", "the unit was asked"});
        INFO(shown(decided));
        CHECK(decided.status == 0);
    }
    // By the claims that stand: the agent has said nothing more.
    void becomes_verified(long long assigned) const
    {
        CHECK(eventually([&] { return days("disputed") == 0; }));
        CHECK(rates("disputed") == 0);
        CHECK(rates("days_verified") == rates("days"));
        CHECK(status().number("/spool/rows/0/assigned") == assigned);
    }
    // Three new dossiers on days of others.
    void grow() const
    {
        const std::string counted = sql_of(one_stop).mapped;
        run_sql("sqlite3", database(),
                "create table more as select * from dossier where id in (select id " +
                    counted.substr(counted.find("from ")) +
                    " order by code limit 3);\n"
                    "update more set id = 'more-' || id, code = code || '9', "
                    "last_modified = datetime('now', '+7 hours');\n"
                    "insert into dossier select * from more;\ndrop table more;\n");
    }

    long long before = 0;
};

} // namespace

TEST_CASE("what is accepted is verified at the agent within seconds, connected or not")
{
    Held held;
    INFO("agent: " << held.office->log() << "\ncollector: " << held.ministry.log());
    const long long assigned = held.status().number("/spool/rows/0/assigned");
    SECTION("connected")
    {
        held.decide("accept");
        held.becomes_verified(assigned);
    }
    SECTION("at its next greeting")
    {
        CHECK(held.office->stop() == 0);
        held.decide("accept");
        CHECK(eventually([&] { return held.rates("disputed") == 0; }));
        held.office->start();
        held.becomes_verified(assigned);
    }
    CHECK(held.collected() == held.mapped());
    held.grow();
    CHECK(eventually([&] { return held.collected() == held.mapped(); }));
    CHECK(held.mapped() == held.before - 197);
    CHECK(held.reconcile().status == 0);
    CHECK(held.office->stop() == 0);
    CHECK(held.ministry.stop() == 0);
    const Json proof(held.ministry.command({"verify", "--json"}).output);
    CHECK(proof.text("/store/agrees") == "yes");
    CHECK(proof.number("/store/disagreements") == 0);
    CHECK(proof.number("/store/dossiers") > 0);
    CHECK(proof.number("/days/verified") == proof.number("/days/days"));
    CHECK(proof.size("/days/rows") == 0);
}

TEST_CASE("what is rejected keeps counting, and its days stay disputed however often they are read")
{
    Held held;
    INFO("agent: " << held.office->log() << "\ncollector: " << held.ministry.log());
    const long long disputed = held.days("disputed");
    const long long in_rates = held.rates("disputed");
    held.decide("reject");
    CHECK(eventually([&] {
        const Json proof(held.ministry.command({"verify", "--json"}).output);
        return proof.text("/days/rows/0/standing") == "rejected" &&
               proof.text("/days/rows/0/unit") == "H44" && proof.number("/days/rows/0/held") > 0 &&
               proof.text("/days/rows/0/reason").find("stay as decided") != std::string::npos;
    }));
    CHECK(held.reconcile().status == 65);
    CHECK(held.days("disputed") == disputed);
    CHECK(held.rates("disputed") == in_rates);
    const long long collected = held.collected();
    held.grow();
    CHECK(eventually([&] { return held.collected() == collected + 3; }));
    CHECK(held.reconcile().status == 65);
    CHECK(held.days("differs") == 0);
    held.decide("accept");
    CHECK(eventually([&] { return held.days("disputed") == 0; }));
    CHECK(held.office->stop() == 0);
}
