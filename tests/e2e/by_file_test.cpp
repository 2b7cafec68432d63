// A province without a line: everything is carried on a stick, and nothing is lost or doubled.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

struct Province {
    Province()
    {
        one_stop.fill(1500, "2026-05", "2026-06");
        std::string settings = read_file(office.settings_file());
        const auto from = settings.find("address");
        settings.replace(from, settings.find("[spool]") - from, "by_file = true\n");
        write_file(office.settings_file(), settings);
    }

    Finished in_office(const Arguments& arguments, const std::string& words) const
    {
        const auto finished = office.command(arguments, 2min);
        INFO(arguments.front() << ": " << shown(finished) << office.log());
        REQUIRE(finished.status == 0);
        CHECK(lines_with(finished.output, words).size() == 1);
        return finished;
    }
    void export_to(const std::string& name) const
    {
        in_office({"spool", "export", stick(name), "--force"}, "unit H44, numbers ");
    }
    Finished import(const std::string& name) const
    {
        return ministry.command({"import", "--unit", "H44", stick(name)});
    }
    void imports(const std::string& name, const std::string& words) const
    {
        const auto finished = import(name);
        INFO(shown(finished) << ministry.log());
        REQUIRE(finished.status == 0);
        CHECK(lines_with(finished.output, words).size() == 1);
    }
    void take_receipt(const std::string& name, const std::string& words) const
    {
        in_office({"spool", "take-receipt", stick(name) + ".receipt"}, words);
    }
    // One journey there and back.
    void round(const std::string& name) const
    {
        export_to(name);
        imports(name, " is durable");
        take_receipt(name, "entries have their receipt");
    }
    std::string stick(const std::string& name) const { return (folder / name).string(); }
    long long pending() const
    {
        return Json(office.command({"status", "--json"}).output).number("/spool/rows/0/pending");
    }
    long long mapped() const
    {
        return count_sql("sqlite3", one_stop.place().connection, sql_of(one_stop).mapped);
    }
    long long collected() const
    {
        return ministry.rates("2026-06", "received").number("/rows/0/collected");
    }
    void change_some()
    {
        one_stop.live_through({"--rate", "0", "--changes", "150", "--late-by", "100ms"});
    }
    // Claims every day; nobody judges them yet.
    void claim_days() const
    {
        const auto finished =
            office.command({"reconcile", "--from", "2026-03-01", "--to", "2030-12-31"}, 2min);
        INFO(shown(finished));
        CHECK(finished.status == 69);
        CHECK_FALSE(lines_with(finished.output, "comes with the receipt").empty());
    }

    TempDir folder;
    OneStop one_stop{folder, "wide", sqlite_in(folder), printed_seed()};
    Ministry ministry;
    Office office{reading_of(one_stop), "127.0.0.1:9"};
};

void delete_some(const Province& province, int dossiers)
{
    const std::string counted = sql_of(province.one_stop).mapped;
    run_sql("sqlite3", province.one_stop.place().connection,
            "delete from dossier where id in (select id " + counted.substr(counted.find("from ")) +
                " order by code limit " + std::to_string(dossiers) + ");");
}

} // namespace

TEST_CASE("three journeys, with and without a running collector, and the figures are the true ones")
{
    Province province;
    const Office& office = province.office;
    CHECK_FALSE(lines_with(office.command({"check"}).output, "there is no line").empty());
    REQUIRE(office.run_once().status == 0);
    province.in_office({"status"}, "there is no line to the collector");
    province.round("one"); // no collector runs
    CHECK(province.collected() == province.mapped());

    province.ministry.start();
    province.change_some();
    REQUIRE(office.run_once().status == 0);
    province.round("two");
    province.ministry.agrees_to_withdrawals();
    CHECK(province.collected() == province.mapped());

    province.change_some();
    REQUIRE(office.run_once().status == 0);
    province.claim_days();
    province.round("three");
    province.in_office({"spool", "export", province.stick("none")}, "nothing to export");
    CHECK_FALSE(std::filesystem::exists(province.stick("none")));
    check_agreement(province.ministry, office, province.one_stop);

    delete_some(province, 7);
    province.claim_days();
    province.round("four");
    province.ministry.agrees_to_withdrawals();
    CHECK(province.collected() == province.mapped());
    CHECK(province.ministry.stop() == 0);
    const auto verified = province.ministry.command({"verify"});
    INFO(shown(verified));
    CHECK(verified.status == 0);
    CHECK(lines_with(verified.output, "all agrees").size() == 1);
    province.in_office({"spool", "verify"}, "nothing is wrong");
}

TEST_CASE("files that come twice, late, or broken lose and double nothing")
{
    Province province;
    const Office& office = province.office;
    REQUIRE(office.run_once().status == 0);
    province.export_to("one");
    province.change_some();
    REQUIRE(office.run_once().status == 0);
    province.export_to("two");
    const std::string whole = read_file(province.stick("two"));
    write_file(province.stick("cut"), whole.substr(0, whole.size() - 100));
    const auto cut = province.import("cut");
    CHECK(cut.status == 65);
    CHECK(lines_with(cut.error, "is cut off").size() == 1);
    const auto other =
        province.ministry.command({"import", "--unit", "H17", province.stick("two")});
    CHECK(other.status == 65);
    CHECK(lines_with(other.error, "is of unit H44, not of H17").size() == 1);

    province.imports("two", " is durable (since");
    province.ministry.start();
    province.imports("two", "held nothing new");
    province.imports("one", "held nothing new");
    province.take_receipt("two", "nothing waits");
    province.take_receipt("one", "holds nothing new");
    CHECK(province.pending() == 0);
    check_agreement(province.ministry, office, province.one_stop);
}

TEST_CASE("a running agent is handed its receipt, and a running collector survives being killed")
{
    Province province;
    province.office.start();
    const Office& office = province.office;
    const auto read = [&] {
        return !lines_with(office.log(), "source is read to its end").empty();
    };
    INFO(office.log());
    REQUIRE(eventually(read));
    province.export_to("one");
    province.ministry.start();
    const auto importing = std::make_unique<Process>(
        collector_program(),
        Arguments{"import", "--settings", province.ministry.settings_file().string(),
                  province.stick("one")});
    province.ministry.kill();
    CHECK(importing->wait_for(kPatience)
              .has_value()); // applied, or told that the collector ended: both are lawful
    province.ministry.start();
    province.imports("one", "durable");
    province.take_receipt("one", "entries have their receipt");
    CHECK(lines_with(office.log(), "a receipt file was handed over").size() == 1);
    CHECK(province.office.stop() == 0);
    province.export_to("rest"); // days it claimed meanwhile
    province.imports("rest", "durable");
    province.take_receipt("rest", "nothing waits");
    check_agreement(province.ministry, office, province.one_stop);
}

TEST_CASE("a restored collector and a spool restored from a copy go on by files")
{
    Province province;
    const Office& office = province.office;
    const auto backup = (province.folder / "backup").string();
    REQUIRE(office.run_once().status == 0);
    std::filesystem::copy_file(office.spool_file(), province.folder / "copy.db");
    REQUIRE(province.ministry.command({"backup", backup}).status == 0); // of an empty store
    province.round("one");
    SECTION("the collector")
    {
        std::filesystem::rename(province.ministry.state(), province.folder / "lost");
        REQUIRE(province.ministry.command({"restore", backup}).status == 0);
        province.change_some();
        REQUIRE(office.run_once().status == 0);
        province.export_to("two");
        const auto refused = province.import("two");
        INFO(shown(refused));
        CHECK(refused.status == 65);
        CHECK(lines_with(refused.output, "export again from 1").size() == 1);
        province.take_receipt("two", "the sources are read again");
    }
    SECTION("the spool")
    {
        province.change_some();
        REQUIRE(office.run_once().status == 0);
        province.round("more");
        for (const char* beside : {"-wal", "-shm"})
            std::filesystem::remove(office.spool_file().string() + beside);
        std::filesystem::copy_file(province.folder / "copy.db", office.spool_file(),
                                   std::filesystem::copy_options::overwrite_existing);
        province.change_some();
        REQUIRE(office.run_once().status == 0);
        province.export_to("two");
        const auto refused = province.import("two");
        INFO(shown(refused));
        CHECK(refused.status == 65);
        CHECK(lines_with(refused.output, "refused: sequence_gap: ").size() == 1);
        province.take_receipt("two", "it begins anew");
    }
    REQUIRE(office.run_once().status == 0);
    // What left the source meanwhile a new spool never knew: the second reading of a day lists it.
    for (const char* name : {"three", "four"}) {
        province.claim_days();
        province.round(name);
    }
    province.ministry.start();
    check_agreement(province.ministry, office, province.one_stop);
    CHECK(province.ministry.command({"verify"}).status == 0);
}
