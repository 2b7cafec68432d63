// What verify proves, and what it finds.
#include "collector/upkeep/verify.h"

#include "config/runtime/failure.h"
#include "tests/support/files.h"
#include "tests/support/rounds.h"
#include "tests/upkeep/busy_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <filesystem>
#include <thread>

using namespace congto;
using namespace congto::test;

namespace {

upkeep::Verified verified(const BusyStore& busy, upkeep::Proof proof = upkeep::Proof::whole)
{
    runtime::Progress progress(-1);
    return upkeep::verify(busy.state(), proof, progress);
}

// The lines, as one text.
std::string found(const BusyStore& busy, upkeep::Proof proof = upkeep::Proof::whole)
{
    std::string text;
    for (const std::string& line : verified(busy, proof).findings.lines()) {
        text += line + "\n";
    }
    return text;
}

void check_finds(const BusyStore& busy, const std::string& words)
{
    const std::string text = found(busy);
    INFO(text);
    CHECK(text.find(words) != std::string::npos);
}

// Changes one bit in the middle of a blob.
void flip(BusyStore& busy, const std::string& table, const std::string& column,
          const std::string& where)
{
    SQLite::Database database(busy.state().store_file().string(), SQLite::OPEN_READWRITE);
    const std::string which = " FROM " + table + " WHERE " + where;
    std::string bytes = database.execAndGet("SELECT " + column + which + " LIMIT 1").getString();
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    SQLite::Statement put(database, "UPDATE " + table + " SET " + column + " = ?1 WHERE " + where);
    put.bind(1, bytes.data(), static_cast<int>(bytes.size()));
    REQUIRE(put.exec() >= 1); // rows may be alike
}

} // namespace

TEST_CASE("whatever agents did, ledger, dossiers and counts agree")
{
    const auto seed = GENERATE(take(rounds(6), random(0U, 1'000'000'000U)));
    INFO("seed " << seed);
    BusyStore busy(seed);
    busy.has_operator();
    busy.live(60);
    INFO(found(busy));
    const auto whole = verified(busy);
    CHECK(whole.findings.empty());
    CHECK(whole.entries == 60 + busy.decisions());
    CHECK(whole.numbers > 60);
    CHECK(whole.dossiers > 80);
    CHECK(verified(busy, upkeep::Proof::replay).findings.empty());
}

TEST_CASE("a store agrees while batches are applied, and spools greet for the first time")
{
    BusyStore busy(9);
    busy.has_operator();
    busy.live(20);
    std::atomic<bool> enough = false;
    std::atomic<int> newcomers = 0;
    std::thread collector([&] {
        while (!enough) {
            busy.live(2);
            busy.join_newcomer(static_cast<std::uint8_t>(10 + newcomers++ % 100));
        }
    });
    std::int64_t entries = 0;
    for (int i = 0; i < 5; ++i) {
        const auto whole = verified(busy);
        for (const std::string& line : whole.findings.lines()) {
            UNSCOPED_INFO(line);
        }
        CHECK(whole.findings.empty());
        CHECK(whole.entries > entries);
        entries = whole.entries;
    }
    enough = true;
    collector.join();
    CHECK(newcomers > 0);
}

TEST_CASE("an empty store agrees")
{
    const FilledStore empty;
    runtime::Progress progress(-1);
    CHECK(upkeep::verify(empty.state(), upkeep::Proof::whole, progress).findings.empty());
}

TEST_CASE("nothing is left in the state directory, and nothing of it is changed")
{
    BusyStore busy(1);
    busy.live(10);
    busy.settle();
    const std::string before = read_file(busy.state().store_file());
    verified(busy);
    CHECK(read_file(busy.state().store_file()) == before);
    for (const auto& entry : std::filesystem::directory_iterator(busy.state().path)) {
        CHECK(entry.path().filename().string().find("scratch") == std::string::npos);
    }
}

TEST_CASE("damage to the ledger is named, an entry a line")
{
    BusyStore busy(2);
    busy.live(40);
    busy.settle();
    SECTION("a bit of a payload")
    {
        flip(busy, "ledger", "payload", "entry = 7");
        check_finds(busy, "ledger: entry 7 (spool ");
        check_finds(busy, "its payload is not what was written");
        CHECK(verified(busy).findings.count() == 1);
    }
    SECTION("a bit of a chain hash")
    {
        flip(busy, "ledger", "chain", "entry = 7");
        check_finds(busy, "its chain hash does not follow");
    }
    SECTION("a row deleted in the middle")
    {
        busy.tamper("DELETE FROM ledger WHERE entry = 7");
        check_finds(busy, "are missing before it");
        CHECK(verified(busy).findings.count() == 1);
    }
    SECTION("the last row deleted")
    {
        busy.tamper("DELETE FROM ledger WHERE entry = (SELECT max(entry) FROM ledger)");
        check_finds(busy, "spool: id ");
        check_finds(busy, "durable_sequence is ");
    }
    SECTION("a receipt that nothing stands behind")
    {
        busy.tamper("UPDATE spool SET applied = applied + 1 WHERE id = 2");
        check_finds(busy, "spool: id 2: applied is ");
    }
}

TEST_CASE("a store agrees with its ledger when fingerprints were erased, and afterwards")
{
    BusyStore busy(5);
    busy.has_operator();
    busy.live(40);
    busy.erase(*model::parse_month("2026-01"));
    CHECK(found(busy).empty());
    busy.live(40);
    busy.settle();
    CHECK(found(busy).empty());
    busy.tamper("UPDATE frozen_person SET count = count + 1");
    check_finds(busy, "frozen_person: unit ");
}

TEST_CASE("fingerprints that are not what the chain says are named")
{
    BusyStore busy(2);
    busy.live(40);
    busy.settle();
    REQUIRE(found(busy).empty());
    SECTION("a bit of them")
    {
        flip(busy, "ledger_fingerprint", "content",
             "entry = (SELECT max(entry) FROM ledger_fingerprint)");
        check_finds(busy, "are not those the batch was made with");
    }
    SECTION("gone, though not erased")
    {
        busy.tamper("DELETE FROM ledger_fingerprint WHERE month = 672");
        check_finds(busy, "month 2026-01, from entry ");
        check_finds(busy, "fingerprints are missing, though they were not erased");
    }
    SECTION("there, though erased")
    {
        busy.tamper("INSERT INTO fingerprint_erasure VALUES (1, 672)");
        check_finds(busy, "are there, though they were erased");
    }
    SECTION("beside a batch that has no such hash")
    {
        busy.tamper("UPDATE ledger_fingerprint SET month = 700 WHERE month = 672");
        check_finds(busy, "beside a batch that has no hash of them");
    }
    SECTION("of a dossier")
    {
        busy.tamper("UPDATE fingerprint SET applicant = x'010203040506'");
        check_finds(busy, "fingerprint: unit ");
    }
    SECTION("a sequence of a day")
    {
        busy.tamper("UPDATE day_sequence SET seen = seen - 1");
        check_finds(busy, "day_sequence: unit ");
    }
}

TEST_CASE("damage to what follows from the ledger is named by the row")
{
    const auto [sql, words] = GENERATE(table<std::string, std::string>(
        {{"UPDATE dossier SET class = class | 1 << 20 WHERE rowid_of", "dossier: unit "},
         {"DELETE FROM dossier WHERE rowid_of", "is missing, by the ledger it should be there"},
         {"UPDATE procedure_code SET raw = raw || 'x' WHERE id = 1",
          "procedure_code: id 1: raw is "},
         {"UPDATE body SET code = 'H44.x' WHERE id = 1",
          "body: id 1: code is H44.x, by the ledger"},
         {"DELETE FROM rejected_observation", "rejected_observation: spool "},
         {"UPDATE day_sum SET count = count + 1 WHERE day = (SELECT min(day) FROM day_sum)",
          "by the dossiers it should be "},
         {"UPDATE source SET dossiers = dossiers - 1 WHERE id = 1", "source: id 1: dossiers is "},
         {"UPDATE source SET priority = priority + 1 WHERE id = 2",
          "source: id 2: priority is 3, "},
         {"UPDATE overlap SET withdrawn = withdrawn + 1", "overlap: unit "},
         {"DELETE FROM unit_month WHERE basis = 1", "unit_month: basis 1, "},
         {"INSERT INTO open_due VALUES (77, 1, 1, x'000101')", "open_due: unit 77, "},
         {"DELETE FROM flag_cell WHERE month = (SELECT max(month) FROM flag_cell)",
          "flag_cell: unit "}}));
    BusyStore busy(3);
    busy.live(40);
    busy.settle();
    std::string one_dossier = sql;
    if (const auto at = sql.find("rowid_of"); at != std::string::npos) {
        one_dossier.replace(at, 8, "dossier = (SELECT min(dossier) FROM dossier)");
    }
    busy.tamper(one_dossier);
    INFO(sql);
    check_finds(busy, words);
}

TEST_CASE("a bit of a cell is named by its table and row")
{
    const auto* table = GENERATE("unit_month", "body_procedure_month", "body_day", "procedure_day",
                                 "open_due", "flag_cell");
    BusyStore busy(4);
    busy.live(40);
    busy.settle();
    flip(busy, table, "counts", "counts = (SELECT max(counts) FROM " + std::string(table) + ")");
    check_finds(busy, std::string(table) + ": ");
    const std::string by_ledger = found(busy, upkeep::Proof::replay);
    CHECK(by_ledger.find(std::string(table) + ": ") == 0);
    CHECK(by_ledger.find("counts is ") != std::string::npos);
    CHECK(by_ledger.find("by the ledger") != std::string::npos);
}

TEST_CASE("a file cut short is said to be damaged, and what to do")
{
    BusyStore busy(5);
    busy.live(40);
    busy.settle();
    const auto file = busy.state().store_file();
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    runtime::Progress progress(-1);
    try {
        const auto result = upkeep::verify(busy.state(), upkeep::Proof::whole, progress);
        CHECK_FALSE(result.findings.empty());
    } catch (const runtime::Corrupt& damaged) {
        CHECK(std::string(damaged.what()).find("congto-collector restore") != std::string::npos);
    }
}
