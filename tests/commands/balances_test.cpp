// The accounts of a running collector, as its log and its metrics tell of them.
#include "collector/commands/balances.h"
#include "collector/store/reader.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/support/files.h"
#include "tests/support/manual_clock.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;
using Catch::Matchers::Contains;

namespace {

void tamper(FilledStore& filled, const std::string& sql)
{
    filled.close();
    SQLite::Database(filled.state().store_file().string(), SQLite::OPEN_READWRITE).exec(sql);
}

} // namespace

TEST_CASE("a store's accounts balance, and its metrics tell what came of every entry")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001"), a_dossier("H44.14-260105-0002")});
    spool.observe({a_dossier("H44.14-260105-0001")});
    const TempDir folder;
    ManualClock clock;
    collector::Balances balances(filled.state(), folder / "congto.prom", clock);
    balances.look();
    const std::string metrics = read_file(folder / "congto.prom");
    CHECK_THAT(metrics, Contains("congto_store_imbalances 0\n"));
    CHECK_THAT(metrics,
               Contains("congto_store_receipted_total{unit=\"H44\",source=\"onestop\"} 3\n"));
    CHECK_THAT(metrics,
               Contains("congto_store_applied_total{unit=\"H44\",source=\"onestop\"} 2\n"));
    CHECK_THAT(metrics,
               Contains("congto_store_unchanged_total{unit=\"H44\",source=\"onestop\"} 1\n"));
    CHECK_THAT(metrics, Contains("congto_store_dossiers{unit=\"H44\",source=\"onestop\"} 2\n"));
    CHECK(filled.reader().imbalances().empty());
    // Not again before it is time to.
    std::filesystem::remove(folder / "congto.prom");
    balances.look();
    CHECK_FALSE(std::filesystem::exists(folder / "congto.prom"));
    clock.advance(std::chrono::seconds(15));
    balances.look();
    CHECK(std::filesystem::exists(folder / "congto.prom"));
}

TEST_CASE("an equation that does not hold is named")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001")});
    SECTION("of receipts")
    {
        tamper(filled, "UPDATE spool SET applied = applied + 1");
        CHECK_THAT(filled.reader().imbalances().at(0),
                   Contains("receipted are 1 entries, applied, unchanged and rejected 2"));
    }
    SECTION("of the ledger")
    {
        tamper(filled, "DELETE FROM ledger");
        CHECK_THAT(filled.reader().imbalances().at(0), Contains("the ledger ends with 0"));
    }
    SECTION("of a source")
    {
        tamper(filled, "DELETE FROM day_sum");
        CHECK_THAT(filled.reader().imbalances().at(0),
                   Contains("shows 1 dossiers, its days come to 0"));
    }
    const TempDir folder;
    ManualClock clock;
    collector::Balances(filled.state(), folder / "congto.prom", clock).look();
    CHECK_THAT(read_file(folder / "congto.prom"), Contains("congto_store_imbalances 1\n"));
}
