// A store made anew from its ledger is the store.
#include "collector/upkeep/rebuild.h"

#include "collector/upkeep/bulk_store.h"
#include "collector/upkeep/table_comparison.h"
#include "collector/upkeep/verify.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"
#include "tests/support/files.h"
#include "tests/support/full_disk.h"
#include "tests/support/rounds.h"
#include "tests/upkeep/busy_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace congto;
using namespace congto::test;

namespace {

std::vector<std::string> tables_of(SQLite::Database& database)
{
    std::vector<std::string> tables;
    SQLite::Statement rows(database, "SELECT name FROM sqlite_schema WHERE type = 'table' "
                                     "ORDER BY name");
    while (rows.executeStep()) {
        tables.push_back(rows.getColumn(0).getString());
    }
    return tables;
}

// Every table with every column of every row, byte for byte.
std::string dump(const std::filesystem::path& file)
{
    const auto database = runtime::open_for_reading(file);
    std::string text;
    for (const std::string& table : tables_of(*database)) {
        SQLite::Statement rows(*database, "SELECT * FROM " + table);
        while (rows.executeStep()) {
            text += table + ":";
            for (int column = 0; column < rows.getColumnCount(); ++column) {
                const auto value = rows.getColumn(column);
                text += std::to_string(value.getType()) + "|" + value.getString() + "|";
            }
            text += "\n";
        }
    }
    return text;
}

upkeep::Rebuilt rebuilt(const BusyStore& busy, std::chrono::seconds later = {})
{
    runtime::Progress progress(-1);
    return upkeep::rebuild(busy.state(), {"operator test", test_now() + later}, progress);
}

// In a process of its own, which is killed in the middle of it or just after.
void rebuild_killed_after(const BusyStore& busy, std::chrono::milliseconds time)
{
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            rebuilt(busy, std::chrono::seconds(time.count()));
        } catch (...) {
            _exit(1);
        }
        _exit(0);
    }
    std::this_thread::sleep_for(time);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
}

bool agrees(const BusyStore& busy)
{
    runtime::Progress progress(-1);
    const auto verified = upkeep::verify(busy.state(), upkeep::Proof::whole, progress);
    for (const std::string& line : verified.findings.lines()) {
        UNSCOPED_INFO(line);
    }
    return verified.findings.empty();
}

std::size_t files_named(const BusyStore& busy, const std::string& part)
{
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(busy.state().path)) {
        count += entry.path().filename().string().find(part) != std::string::npos ? 1 : 0;
    }
    return count;
}

} // namespace

TEST_CASE("a rebuilt store is the old one byte for byte, and goes on with the same agents")
{
    const auto seed = GENERATE(take(rounds(6), random(0U, 1'000'000'000U)));
    INFO("seed " << seed);
    BusyStore busy(seed);
    busy.has_operator();
    busy.live(60);
    busy.join_newcomer(10); // orders before this one named it in vain
    busy.live(20);
    for (const auto standing : {store::DayStanding::verified, store::DayStanding::differs,
                                store::DayStanding::disputed}) {
        CHECK(busy.verdicts(standing) > 0);
    }
    busy.settle();
    const std::string before = dump(busy.state().store_file());
    const auto done = rebuilt(busy);
    CHECK(done.entries == 81 + busy.decisions());
    CHECK(dump(busy.state().store_file()) == before);
    CHECK(dump(done.kept) == before);
    CHECK(files_named(busy, ".new") == 0);
    busy.filled().reopen();
    busy.live(20);
    CHECK(agrees(busy));
}

TEST_CASE("a spool that two machines used, was released, and is used by two again, stays so")
{
    BusyStore busy(17);
    busy.live(10);
    TestSpool spool(busy.filled(), "H44", {"cloned"}, 20);
    const auto greet_as_two = [&] {
        for (const std::uint8_t boot : std::array<std::uint8_t, 8>{2, 3, 2, 3, 2, 3, 2, 3}) {
            spool.greeting.boot_nonce.fill(boot);
            spool.greet();
        }
    };
    const auto is_two = [&] {
        const auto agents = busy.filled().reader().agents();
        return std::any_of(agents.begin(), agents.end(),
                           [](const store::AgentStanding& agent) { return agent.two_since; });
    };
    greet_as_two();
    REQUIRE(is_two());
    busy.release(spool.welcome().spool);
    REQUIRE_FALSE(is_two());
    const bool again = GENERATE(true, false);
    if (again) {
        greet_as_two();
    }
    busy.live(10);
    busy.settle();
    const std::string before = dump(busy.state().store_file());
    CHECK(agrees(busy));
    rebuilt(busy);
    CHECK(dump(busy.state().store_file()) == before);
    CHECK(is_two() == again);
}

TEST_CASE("a spool and its copy that are both refused stay so")
{
    BusyStore busy(18);
    busy.live(10);
    TestSpool original(busy.filled(), "H44", {"cloned"}, 20);
    TestSpool copy = original; // live: the nonce is the same
    copy.greeting.spool_id.fill(21);
    copy.greet();
    original.greet();
    original.greet();
    REQUIRE(busy.filled().reader().refused_spools().size() == 2);
    busy.settle();
    const std::string before = dump(busy.state().store_file());
    CHECK(agrees(busy));
    rebuilt(busy);
    CHECK(dump(busy.state().store_file()) == before);
    CHECK(busy.filled().reader().refused_spools().size() == 2);
}

TEST_CASE("whatever follows from the ledger is mended by a rebuild")
{
    const std::string sql = GENERATE(
        as<std::string>(), "DELETE FROM dossier", "DELETE FROM unit_month; DELETE FROM open_due",
        "UPDATE body_day SET counts = x'000101'", "UPDATE spool SET applied = 0, unchanged = 7",
        "UPDATE day_sum SET id_sum = 1", "DELETE FROM procedure_code; DELETE FROM body",
        "UPDATE source SET dossiers = 0", "DELETE FROM overlap",
        "UPDATE overlap SET shown = shown + 1", "UPDATE source SET priority = 9 - priority",
        "DELETE FROM rejected_observation");
    BusyStore busy(11);
    busy.live(60);
    busy.settle();
    const std::string before = dump(busy.state().store_file());
    busy.tamper(sql);
    REQUIRE_FALSE(agrees(busy));
    rebuilt(busy);
    CHECK(dump(busy.state().store_file()) == before);
}

TEST_CASE("a rebuild keeps what is still in the write-ahead log")
{
    BusyStore busy(12);
    busy.live(30);
    busy.filled().close(); // not written back by rest()
    const std::string before = dump(busy.state().store_file());
    rebuilt(busy);
    CHECK(dump(busy.state().store_file()) == before);
}

TEST_CASE("a ledger that does not hold all that was receipted is not rebuilt from")
{
    const std::string sql =
        GENERATE(as<std::string>(), "DELETE FROM ledger WHERE entry = 5",
                 "DELETE FROM ledger WHERE entry = (SELECT max(entry) FROM ledger)",
                 "UPDATE ledger SET payload = zeroblob(20) WHERE entry = 5",
                 "UPDATE ledger SET chain = zeroblob(32) WHERE entry = 5");
    BusyStore busy(13);
    busy.live(30);
    busy.settle();
    busy.tamper(sql);
    busy.tamper("PRAGMA wal_checkpoint(TRUNCATE)");
    const std::string before = dump(busy.state().store_file());
    CHECK_THROWS_AS(rebuilt(busy), runtime::Corrupt);
    CHECK(dump(busy.state().store_file()) == before);
    CHECK(files_named(busy, "store.db.") == 0);
}

TEST_CASE("a store that is written or read by another program is not rebuilt")
{
    BusyStore busy(14);
    busy.live(5);
    SECTION("a collector runs")
    {
        CHECK_THROWS_AS(rebuilt(busy), runtime::Unavailable);
    }
    SECTION("a reader holds it")
    {
        busy.settle();
        const auto reader = busy.filled().reader();
        const auto cells = reader.cells();
        CHECK_THROWS_WITH(rebuilt(busy), Catch::Contains("is being read by another program"));
    }
    CHECK(files_named(busy, "store.db.") == 0);
}

TEST_CASE("on a full disk the old store stays, and nothing else")
{
    BusyStore busy(15);
    busy.live(60);
    busy.settle();
    const std::string before = dump(busy.state().store_file());
    {
        const FullDisk full(60 << 10);
        CHECK_THROWS_AS(rebuilt(busy), runtime::Failure);
        CHECK(full.refused() > 0);
    }
    CHECK(dump(busy.state().store_file()) == before);
    CHECK(files_named(busy, "store.db.") == 0);
    rebuilt(busy);
    CHECK(dump(busy.state().store_file()) == before);
}

TEST_CASE("a disk that does not take the write-ahead log is not called another program")
{
    BusyStore busy(17);
    busy.live(60);
    {
        const auto reader = busy.filled().reader(); // the last to close it, so that the log stays
        busy.filled().close();
    }
    const FullDisk full(40 << 10);
    CHECK_THROWS_WITH(rebuilt(busy), Catch::Contains("store.db: ") && Catch::Contains("disk") &&
                                         !Catch::Contains("another program"));
    CHECK(full.refused() > 0);
}

TEST_CASE("killed at any moment, a rebuild leaves a whole store, the same")
{
    BusyStore busy(16);
    busy.live(60);
    busy.settle();
    const std::string before = dump(busy.state().store_file());
    for (int milliseconds = 1; milliseconds < 200; milliseconds += 20) {
        INFO("killed after " << milliseconds << " ms");
        rebuild_killed_after(busy, std::chrono::milliseconds(milliseconds));
        REQUIRE(dump(busy.state().store_file()) == before);
    }
    rebuilt(busy);
    CHECK(dump(busy.state().store_file()) == before);
    CHECK(files_named(busy, ".new") == 0);
}

TEST_CASE("a store whose fingerprints were erased is rebuilt byte for byte")
{
    BusyStore busy(23);
    busy.live(40);
    busy.erase(*model::parse_month("2026-01"));
    busy.live(40);
    busy.settle();
    const std::string before = dump(busy.state().store_file());
    REQUIRE(before.find("frozen_person:") != std::string::npos);
    REQUIRE(before.find("\nfingerprint:") != std::string::npos);
    rebuilt(busy);
    CHECK(dump(busy.state().store_file()) == before);
}

TEST_CASE("fingerprints that came after their erasure, erased again or not, are rebuilt alike")
{
    BusyStore busy(24);
    busy.erase(*model::parse_month("2026-02"));
    busy.live(30);
    busy.erase(*model::parse_month("2026-01"));
    busy.live(30);
    busy.settle();
    CHECK(agrees(busy));
    const std::string before = dump(busy.state().store_file());
    REQUIRE(before.find("frozen_person:") != std::string::npos);
    REQUIRE(before.find("\nfingerprint:") != std::string::npos);
    CHECK(rebuilt(busy).lacking.empty());
    CHECK(dump(busy.state().store_file()) == before);
}

TEST_CASE("a rebuild names fingerprints that are gone though they were not erased")
{
    const std::string sql =
        GENERATE(as<std::string>(), "DELETE FROM ledger_fingerprint WHERE month = 672",
                 "UPDATE ledger_fingerprint SET content = x'' WHERE month = 672");
    BusyStore busy(25);
    busy.live(30);
    busy.settle();
    busy.tamper(sql);
    const auto done = rebuilt(busy);
    REQUIRE(done.lacking.size() == 1);
    CHECK_THAT(done.lacking.front(), Catch::Contains("month 2026-01, from entry "));
    CHECK(upkeep::kept_by_rebuilds(busy.state()) == std::vector<std::filesystem::path>{done.kept});
    CHECK_FALSE(agrees(busy));
}

TEST_CASE("every table of the store is copied, replayed or recounted")
{
    const FilledStore filled;
    const auto database = runtime::open_for_reading(filled.state().store_file());
    std::set<std::string> proven{"ledger", "ledger_fingerprint"};
    for (const auto* tables : {&upkeep::tables_by_ledger(), &upkeep::tables_by_dossiers()}) {
        for (const upkeep::ComparedTable& table : *tables) {
            proven.insert(table.name);
        }
    }
    for (const std::string& table : upkeep::greeting_tables()) {
        proven.insert(table);
    }
    const auto tables = tables_of(*database);
    CHECK(proven == std::set<std::string>(tables.begin(), tables.end()));
}
