// Files of another edition, damaged ones, and registers somebody wrote wrongly.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

void make_newer(const std::filesystem::path& file)
{
    run_sql("sqlite3", file.string(), "pragma user_version = 99");
}

// Refused with exit status 65, the file named, and left as it was.
void check_refused(const Finished& finished, const std::filesystem::path& file)
{
    INFO(shown(finished));
    CHECK(finished.status == 65);
    CHECK(lines_with(finished.error, file.filename().string()).size() == 1);
    CHECK(count_sql("sqlite3", file.string(), "pragma user_version") == 99);
}

} // namespace

TEST_CASE("a spool of a newer edition is refused")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 1);
    one_stop.fill(50, "2026-05", "2026-05");
    const Office office(reading_of(one_stop), "127.0.0.1:9");
    CHECK(office.command({"run", "--once", "--patience", "100ms"}).status == 69);
    make_newer(office.spool_file());
    check_refused(office.run_once(), office.spool_file());
    check_refused(office.command({"status"}), office.spool_file());
}

TEST_CASE("a store of a newer edition is refused")
{
    const Ministry ministry;
    make_newer(ministry.state() / "store.db");
    for (const auto& command :
         {Arguments{"run"}, Arguments{"agents"}, Arguments{"rates", "--month", "2026-05"}}) {
        INFO(command.front());
        check_refused(ministry.command(command), ministry.state() / "store.db");
    }
    const auto checked = ministry.command({"check"});
    CHECK(checked.status == 78);
    CHECK(lines_with(checked.error, "edition 99").size() == 1);
}

TEST_CASE("a spool or store that is something else is refused, and not written over")
{
    const Ministry ministry;
    const auto store = ministry.state() / "store.db";
    std::filesystem::remove(store);
    write_file(store, "these are my notes, and no database at all");
    CHECK(ministry.command({"run"}).status == 65);
    CHECK(read_file(store).find("my notes") != std::string::npos);

    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 1);
    const Office office(reading_of(one_stop), "127.0.0.1:9");
    write_file(office.spool_file(), "these are my notes, and no database at all");
    CHECK(office.run_once().status == 65);
    CHECK(read_file(office.spool_file()).find("my notes") != std::string::npos);
}

TEST_CASE("a state directory is made once, and missing ones are said to be missing")
{
    const Ministry ministry;
    const auto again = ministry.command({"init"});
    INFO(shown(again));
    CHECK(again.status == 78);
    const TempDir folder;
    for (const std::string command : {"run", "agents"}) {
        const auto finished =
            run(collector_program(), {command, "--state", (folder / "nowhere").string()});
        INFO(shown(finished));
        CHECK(finished.status != 0);
        CHECK(finished.error.find("nowhere") != std::string::npos);
    }
    CHECK_FALSE(std::filesystem::exists(folder / "nowhere"));
}

TEST_CASE("a second collector on one state directory is refused")
{
    Ministry ministry;
    ministry.start();
    const auto second = ministry.command({"run"});
    INFO(shown(second));
    CHECK(second.status == 69);
    CHECK(ministry.process().running());
}

TEST_CASE("a second agent on one spool is refused; whoever only looks is not")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 1);
    one_stop.fill(50, "2026-05", "2026-05");
    Ministry ministry;
    ministry.start();
    Office office(reading_of(one_stop), ministry.address());
    office.start();
    REQUIRE(eventually([&] { return !lines_with(office.log(), "agent runs").empty(); }));
    const auto second = office.run_once();
    INFO(shown(second));
    CHECK(second.status == 69);
    CHECK(lines_with(second.error, "another congto-agent works with this spool").size() == 1);
    for (const std::string command : {"status", "check", "preview"}) {
        INFO(command);
        CHECK(office.command({command}).status == 0);
    }
    CHECK(office.stop() == 0);
    CHECK(office.run_once().status == 0);
    check_agreement(ministry, office, one_stop);
}

TEST_CASE("a register file with a bad line is named by line and column, and nothing is imported")
{
    const Ministry ministry;
    const auto list = [&](const std::string& name) {
        return ministry.command({name, "list", "--csv"}).output;
    };
    const auto units = list("units"), procedures = list("procedures"), reported = list("reported");
    REQUIRE(units.find("H44") != std::string::npos);

    const TempDir folder;
    const auto refused = [&](const std::string& name, const std::string& content,
                             const std::string& place) {
        const auto file = folder.write(name + ".csv", content).string();
        const auto finished = ministry.command({name, "import", file});
        INFO(shown(finished));
        CHECK(finished.status == 78);
        CHECK(lines_with(finished.error, place).size() == 1);
    };
    auto bad_units = units;
    bad_units.replace(bad_units.find("province"), 8, "princedom");
    refused("units", bad_units, "units.csv:2: column 2 (kind)");
    refused("procedures",
            "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to\n"
            "2.000815,Chứng thực,full,yes,yes,yes,2025-07-01,\n"
            "1.000894,Kết hôn,complete,yes,yes,no,2025-07-01,\n",
            "procedures.csv:3: column 3 (level)");
    refused("reported",
            "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
            "H44,2026-08,end_to_end,,,92.4,report 1,2026-09-05\n"
            "H44,2026-13,end_to_end,,,92.4,report 2,2026-09-05\n",
            "reported.csv:3: column 2 (month)");
    CHECK(list("units") == units);
    CHECK(list("procedures") == procedures);
    CHECK(list("reported") == reported);
}
