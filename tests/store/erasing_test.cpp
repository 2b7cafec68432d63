// Fingerprints are erased by month: what they came to stays, and they are nowhere any more.
#include "collector/store/compression.h"
#include "collector/store/decision.h"
#include "collector/store/fingerprint_book.h"
#include "collector/store/reader.h"
#include "config/runtime/failure.h"
#include "tests/runtime/standard_error.h"
#include "tests/store/a_dossier.h"
#include "tests/store/erased.h"
#include "tests/store/filled_store.h"
#include "tests/support/files.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string_view>
#include <unordered_set>

using namespace congto;
using namespace congto::test;
using Lines = std::vector<std::string>;

namespace {

// Thousands of dossiers of two months in no order, each with fingerprints of its own.
class ManyPersons {
public:
    ManyPersons()
    {
        std::vector<model::Observation> all;
        for (int i = 0; i < 6000; ++i) {
            const char* day = i % 2 == 0 ? "260115" : "260203";
            all.push_back(a_dossier(std::string("H44.14-") + day + "-" + std::to_string(i)));
            for (auto* person :
                 {&all.back().fingerprints.submitter, &all.back().fingerprints.applicant}) {
                std::generate(person->begin(), person->end(),
                              [&] { return static_cast<std::uint8_t>(random_()); });
                (i % 2 == 0 ? january : february).emplace_back(person->begin(), person->end());
            }
        }
        std::shuffle(all.begin(), all.end(), random_);
        TestSpool spool(filled, "H44", {"one"});
        for (std::size_t at = 0; at < all.size(); at += 500) {
            const auto from = all.begin() + static_cast<std::ptrdiff_t>(at);
            spool.observe({from, from + 500});
        }
    }

    // How many of these stand anywhere in the files of the state directory.
    std::size_t found(const std::vector<std::string>& fingerprints) const
    {
        std::string bytes;
        for (const auto& entry : std::filesystem::directory_iterator(filled.state().path)) {
            if (entry.is_regular_file()) {
                bytes += read_file(entry.path());
            }
        }
        const std::unordered_set<std::string_view> wanted(fingerprints.begin(), fingerprints.end());
        std::unordered_set<std::string_view> there;
        const std::size_t length = fingerprints.front().size();
        for (std::size_t at = 0; at + length <= bytes.size(); ++at) {
            const std::string_view here(bytes.data() + at, length);
            if (wanted.contains(here)) {
                there.insert(here);
            }
        }
        return there.size();
    }

    FilledStore filled;
    std::vector<std::string> january;
    std::vector<std::string> february;

private:
    std::mt19937 random_{7};
};

} // namespace

TEST_CASE("an erased month is in no page, no log and no ledger; other months stay")
{
    ManyPersons persons;
    CHECK(persons.found(persons.january) == 6000);
    decide(persons.filled, erasing("2026-01"));
    CHECK(persons.found(persons.january) == 0);
    CHECK(persons.found(persons.february) == 6000);
    CHECK(fingerprinted(persons.filled, "2026-01") == 0);
    CHECK(fingerprinted(persons.filled, "2026-02") == 3000);
    persons.filled.reopen();
    CHECK(persons.found(persons.january) == 0);
    SQLite::Database database(persons.filled.state().store_file().string());
    CHECK(database.execAndGet("SELECT min(month) FROM ledger_fingerprint").getInt() ==
          month("2026-02").number);
}

TEST_CASE("a reader in the middle of a snapshot delays the log, not the erasing")
{
    ManyPersons persons;
    {
        const store::Reader reader = persons.filled.reader();
        const auto cells = reader.cells();
        decide(persons.filled, erasing("2026-01"));
        CHECK(fingerprinted(persons.filled, "2026-01") == 0);
    }
    persons.filled.store().rest();
    CHECK(persons.found(persons.january) == 0);
}

TEST_CASE("what a reader held back leaves the log between batches too, and is told once")
{
    ManyPersons persons;
    const auto receive = [&](std::chrono::minutes later) {
        persons.filled.store().apply({}, test_now() + later);
    };
    const std::string told = runtime::test::standard_error_of([&] {
        const store::Reader reader = persons.filled.reader();
        const auto cells = reader.cells();
        decide(persons.filled, erasing("2026-01"));
        receive(std::chrono::minutes(1));
    });
    const std::string event = "what was erased is still in the write-ahead log";
    CHECK(told.find(event) != std::string::npos);
    CHECK(told.find(event) == told.rfind(event));
    receive(std::chrono::minutes(1)); // not each time: agents wait meanwhile
    CHECK(persons.found(persons.january) > 0);
    receive(std::chrono::minutes(2));
    CHECK(persons.found(persons.january) == 0);
}

TEST_CASE("what a reader held back when the collector ended leaves the log at the next start")
{
    ManyPersons persons;
    {
        const store::Reader reader = persons.filled.reader();
        const auto cells = reader.cells();
        decide(persons.filled, erasing("2026-01"));
        persons.filled.close();
    }
    REQUIRE(persons.found(persons.january) > 0);
    persons.filled.reopen();
    CHECK(persons.found(persons.january) == 0);
}

TEST_CASE("what the fingerprints came to is frozen, thresholds left open")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    auto code = [n = 0]() mutable { return "H44.14-260115-" + std::to_string(++n); };
    spool.observe({
        a_dossier(code()).by(1).for_applicant(1).submitted("2026-01-15"),
        a_dossier(code()).by(1).for_applicant(2).submitted("2026-01-16"),
        a_dossier(code()).by(1).for_applicant(2).submitted("2026-01-16"),
        a_dossier(code()).by(1).for_applicant(2).submitted("2026-01-18"),
        a_dossier(code()).for_applicant(2).submitted("2026-01-16").of("1.000001"),
        a_dossier(code()).by(3).submitted("2026-01-16"),
        a_dossier(code()).by(4).for_applicant(9).via(model::Channel::counter),
        a_dossier(code()).submitted("2026-01-16"),
    });
    CHECK(frozen(filled, "2026-01").empty());
    decide(filled, erasing("2026-01"));
    CHECK(frozen(filled, "2026-01") == Lines{"H44.14 1.000001 -1 1 1", "H44.14 1.000894 -1 -1 1",
                                             "H44.14 1.000894 2 1 2", "H44.14 1.000894 2 2 2"});
    CHECK(frozen(filled, "2026-02").empty());
    const store::Reader reader = filled.reader();
    CHECK(reader.cells()->fingerprints_erased_through() == month("2026-01"));
}

TEST_CASE("months decided together are entries of their own, and go at once")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    TestSpool other(filled, "H26", {"one"}, 2);
    spool.observe({a_dossier("H44.14-251215-1").by(1).for_applicant(1),
                   a_dossier("H44.14-260115-1").by(1).for_applicant(1),
                   a_dossier("H44.14-260115-2").by(1).for_applicant(2),
                   a_dossier("H44.14-260203-1").by(1).for_applicant(1)});
    other.observe({a_dossier("H26.14-260115-1").by(1).for_applicant(1)});
    store::Group group;
    group.decisions = {erasing("2025-12", 1), erasing("2026-01", 2)};
    filled.store().apply(group, test_now());
    CHECK(frozen(filled, "2025-12").size() == 1);
    CHECK(fingerprinted(filled, "2026-01") == 0);
    CHECK(fingerprinted(filled, "2026-02") == 1);
    filled.close();
    SQLite::Database database(filled.state().store_file().string());
    std::vector<std::size_t> cells;
    SQLite::Statement rows(database, "SELECT payload FROM ledger WHERE spool = 0 ORDER BY entry");
    while (rows.executeStep()) {
        const std::string text = store::decompressed(rows.getColumn(0).getString());
        const auto decision = store::decision_in(text, 1);
        cells.push_back(decision.frozen->size());
        for (const store::FrozenCell& cell : *decision.frozen) {
            CHECK(cell.opened == model::month_of(decision.days.to));
        }
    }
    CHECK(cells == std::vector<std::size_t>{1, 2}); // of H44 and of H26
}

TEST_CASE("what stays is not written anew where nothing goes")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    spool.observe({a_dossier("H44.14-260115-1").by(1), a_dossier("H44.14-260203-1").by(1)});
    const auto written_at = [&] {
        SQLite::Database database(filled.state().store_file().string());
        return database
            .execAndGet("SELECT group_concat(rootpage) FROM sqlite_schema WHERE name IN "
                        "('fingerprint', 'ledger_fingerprint')")
            .getString();
    };
    const std::string before = written_at();
    decide(filled, erasing("2025-12", 1));
    CHECK(written_at() == before);
    decide(filled, erasing("2026-01", 2));
    const std::string after = written_at();
    CHECK(after != before);
    decide(filled, erasing("2026-01", 3));
    CHECK(written_at() == after);
}

TEST_CASE("erasing leaves the connection's secure_delete as it was")
{
    const auto mode = GENERATE(as<std::string>(), "OFF", "ON", "FAST");
    FilledStore filled;
    TestSpool(filled, "H44", {"one"}).observe({a_dossier("H44.14-260115-1").by(1)});
    filled.close();
    SQLite::Database database(filled.state().store_file().string(), SQLite::OPEN_READWRITE);
    database.execAndGet("PRAGMA secure_delete = " + mode);
    const int before = database.execAndGet("PRAGMA secure_delete").getInt();
    store::FingerprintBook(database.getHandle()).erase(month("2026-01"));
    CHECK(database.execAndGet("SELECT count(*) FROM fingerprint").getInt() == 0);
    CHECK(database.execAndGet("PRAGMA secure_delete").getInt() == before);
}

TEST_CASE("an entry that could not be read again is not written")
{
    const std::string large(store::kMostEntryBytes + 1, '0');
    CHECK_THROWS_WITH(store::compressed(large), Catch::Contains("268435457 bytes"));
    CHECK(store::decompressed(store::compressed({large.data(), 100})) == std::string(100, '0'));
}

TEST_CASE("erasing is a decision of the ledger, with what it froze")
{
    store::Decision decision = erasing("2026-01", 7);
    decision.frozen = {{1, month("2026-01"), month("2026-02"), 3, 4, 0xFFFFFFFFF, 5, -1, 6},
                       {2, month("2026-01"), month("2026-01"), 3, 4, 0, -1, 2, 1}};
    CHECK(store::decision_in(text_of(decision), 7) == decision);
    decision.frozen->clear();
    CHECK(store::decision_in(text_of(decision), 7) == decision);
    for (const char* text : {"erase 0 0 0 20484 0\n1 2 3", "erase 0 0 0 20484 0 x", "erase 0 0"}) {
        CHECK_THROWS_AS(store::decision_in(text, 7), runtime::Corrupt);
    }
}
