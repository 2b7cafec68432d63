// The accounts of a running collector, as its log and its metrics tell of them.
#include "collector/commands/balances.h"
#include "collector/store/reader.h"
#include "tests/runtime/standard_error.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/support/files.h"
#include "tests/support/manual_clock.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <algorithm>

using namespace congto;
using namespace congto::test;
using Catch::Matchers::Contains;

namespace {

void tamper(FilledStore& filled, const std::string& sql)
{
    filled.close();
    SQLite::Database(filled.state().store_file().string(), SQLite::OPEN_READWRITE).exec(sql);
}

std::size_t count_of(const std::string& part, const std::string& text)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

// Balances that are looked at in turn, with a clock and a file of metrics.
struct Watched {
    explicit Watched(const FilledStore& filled)
        : balances(filled.state(), folder / "congto.prom", clock)
    {
    }

    // What the log says of the next look.
    std::string look()
    {
        clock.advance(std::chrono::seconds(15));
        return runtime::test::standard_error_of([this] { balances.look(); });
    }
    std::string metrics() const { return read_file(folder / "congto.prom"); }

    TempDir folder;
    ManualClock clock;
    collector::Balances balances;
};

} // namespace

TEST_CASE("a store's accounts balance, and its metrics tell what came of every entry")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001"), a_dossier("H44.14-260105-0002")});
    spool.observe({a_dossier("H44.14-260105-0001")});
    Watched watched(filled);
    CHECK(watched.look().empty());
    const std::string metrics = watched.metrics();
    INFO(metrics);
    CHECK_THAT(metrics, Contains("congto_store_imbalances 0\n"));
    const std::string unit = "{unit=\"H44\",unit_from=\"2025-07-01\",";
    const std::string of_spool = unit + "spool=\"01010101\"} ";
    CHECK_THAT(metrics, Contains("congto_store_receipted_total" + of_spool + "3\n"));
    CHECK_THAT(metrics, Contains("congto_store_applied_total" + of_spool + "2\n"));
    CHECK_THAT(metrics, Contains("congto_store_unchanged_total" + of_spool + "1\n"));
    CHECK_THAT(metrics, Contains("congto_store_dossiers" + unit + "source=\"onestop\"} 2\n"));
    // Not again before it is time to.
    std::filesystem::remove(watched.folder / "congto.prom");
    watched.balances.look();
    CHECK_FALSE(std::filesystem::exists(watched.folder / "congto.prom"));
    watched.look();
    CHECK(std::filesystem::exists(watched.folder / "congto.prom"));
}

TEST_CASE("entries of a spool are told once, however many sources it has")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop", "land"});
    spool.observe({a_dossier("H44.14-260105-0001"), a_dossier("H44.14-260105-0002")});
    store::Group group;
    for (const std::uint16_t source : {std::uint16_t{1}, std::uint16_t{2}}) {
        group.progress.push_back({spool.welcome().spool, source, test_now(), 9, 0, {}, 7, false});
    }
    filled.store().apply(group, test_now());
    Watched watched(filled);
    watched.look();
    INFO(watched.metrics());
    for (const std::string name : {"congto_store_receipted_total{", "congto_store_applied_total{",
                                   "congto_store_unchanged_total{", "congto_store_rejected_total{",
                                   "congto_agent_unsent{", "congto_agent_receipted_seconds{"}) {
        CHECK(count_of("\n" + name, watched.metrics()) == 1);
    }
    CHECK(count_of("\ncongto_source_mapped{", watched.metrics()) == 2);
    CHECK_THAT(watched.metrics(), Contains("spool=\"01010101\"} 5\n")); // 7 assigned, 2 durable
}

TEST_CASE("two units of one code are two series")
{
    FilledStore filled;
    TestSpool one(filled, "H44", {"onestop"}, 1);
    TestSpool other(filled, "H26", {"onestop"}, 2);
    SQLite::Database(filled.state().register_file().string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE unit SET code = 'H44' WHERE code = 'H26'");
    Watched watched(filled);
    watched.look();
    INFO(watched.metrics());
    for (const std::string from : {"2025-07-01", "2020-07-22"}) {
        CHECK(count_of("congto_store_dossiers{unit=\"H44\",unit_from=\"" + from +
                           "\",source=\"onestop\"} 0\n",
                       watched.metrics()) == 1);
    }
}

TEST_CASE("an equation that does not hold is named")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001")});
    std::string named;
    SECTION("of receipts")
    {
        tamper(filled, "UPDATE spool SET applied = applied + 1");
        named = "receipted are 1 entries, applied, unchanged and rejected 2";
    }
    SECTION("of the ledger")
    {
        tamper(filled, "DELETE FROM ledger");
        named = "the ledger ends with 0";
    }
    SECTION("of a source")
    {
        tamper(filled, "DELETE FROM day_sum");
        named = "source onestop of unit";
    }
    Watched watched(filled);
    CHECK_THAT(watched.look(), Contains(named));
    CHECK_THAT(watched.metrics(), Contains("congto_store_imbalances 1\n"));
}

TEST_CASE("an equation that does not hold is told once, though its numbers move, until it does")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001")});
    tamper(filled, "UPDATE source SET dossiers = dossiers + 5");
    Watched watched(filled);
    CHECK(count_of("accounts do not balance", watched.look()) == 1);
    filled.reopen();
    spool.observe({a_dossier("H44.14-260105-0002")});
    CHECK(watched.look().empty());
    CHECK_THAT(watched.metrics(), Contains("congto_store_imbalances 1\n"));
    tamper(filled, "UPDATE source SET dossiers = dossiers - 5");
    CHECK(watched.look().empty());
    CHECK_THAT(watched.metrics(), Contains("congto_store_imbalances 0\n"));
    tamper(filled, "UPDATE source SET dossiers = dossiers + 5");
    CHECK(count_of("accounts do not balance", watched.look()) == 1);
}

TEST_CASE("of many sources some are looked at each time, all of them in turn")
{
    FilledStore filled;
    std::vector<std::string> names;
    for (std::int64_t i = 0; i <= collector::Balances::kSourcesAtOnce; ++i) {
        names.push_back("source " + std::to_string(i));
    }
    TestSpool spool(filled, "H44", names);
    for (const std::size_t source : {std::size_t{1}, names.size()}) {
        spool.observe({a_dossier("H44.14-260105-0001")}, static_cast<std::uint16_t>(source));
    }
    tamper(filled, "DELETE FROM day_sum");
    Watched watched(filled);
    CHECK_THAT(watched.look(), Contains("source source 0 of"));
    CHECK_THAT(watched.metrics(), Contains("congto_store_imbalances 1\n"));
    CHECK_THAT(watched.look(), Contains("source " + names.back() + " of"));
    CHECK_THAT(watched.metrics(), Contains("congto_store_imbalances 2\n"));
    CHECK(watched.look().empty());
    CHECK(watched.look().empty());
    CHECK_THAT(watched.metrics(), Contains("congto_store_imbalances 2\n"));
}

TEST_CASE("the days held are found without looking at all the others")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    tamper(filled, "WITH RECURSIVE n(day) AS (SELECT 1 UNION ALL SELECT day + 1 FROM n WHERE day < "
                   "20000) INSERT INTO source_day (unit, source, day, held, held_since, held_cause)"
                   " SELECT unit, id, day, day = 77, 0, iif(day = 77, 2, NULL) FROM source, n");
    const store::Reader reader = filled.reader();
    int rests = 0;
    sqlite3_progress_handler(
        reader.database().getHandle(), 1000,
        [](void* counted) { return ++*static_cast<int*>(counted), 0; }, &rests);
    const auto held = reader.held_days();
    sqlite3_progress_handler(reader.database().getHandle(), 0, nullptr, nullptr);
    REQUIRE(held.size() == 1);
    CHECK(held[0].day.number == 77);
    CHECK(rests <= 1); // a thousand steps of SQLite each; a look at every day takes sixty
}

TEST_CASE("what cannot be read is told once and ends nothing")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    Watched watched(filled);
    watched.look();
    const auto file = filled.state().register_file();
    const std::string before = read_file(file);
    SECTION("no registers any more")
    {
        write_file(file, std::string(4096, 'x'));
    }
    SECTION("a page of them is damaged")
    {
        std::string damaged = before;
        std::fill(damaged.begin() + 4096, damaged.end(), '\xEE');
        write_file(file, damaged);
    }
    CHECK(count_of("balances are not looked at for now", watched.look()) == 1);
    CHECK(watched.look().empty());
    write_file(file, before);
    CHECK(watched.look().empty());
    tamper(filled, "UPDATE spool SET applied = applied + 1");
    CHECK_THAT(watched.look(), Contains("accounts do not balance"));
}
