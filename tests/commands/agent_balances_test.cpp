// The accounts of a running agent, as its metrics tell of them.
#include "agent/commands/balances.h"
#include "tests/support/files.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

using namespace congto;
using Catch::Matchers::Contains;

TEST_CASE("an agent's metrics tell what became of every row and entry")
{
    const test::TempDir folder;
    test::ManualClock clock;
    spool::SpoolSettings settings;
    settings.file = folder / "spool.db";
    settings.disk_reserve = 0;
    spool::Spool spool(settings, {"H44", {}});
    const auto stand = spool.open_source("onestop", {1});
    spool::ReadPage page;
    page.source = stand.number;
    page.stand = stand.stand;
    page.rows.push_back({{{"1", "a"}, mapping::LeftOut{"draft"}}, 0});
    page.rows.push_back({{{"1", "b"}, mapping::Rejection{"status", "missing", ""}}, 0});
    spool.take(std::move(page));

    agent::Balances balances(spool, folder / "congto.prom", clock);
    balances.look();
    const std::string metrics = test::read_file(folder / "congto.prom");
    CHECK_THAT(metrics, Contains("congto_spool_imbalances 0\n"));
    CHECK_THAT(metrics,
               Contains("congto_rows_read_total{source=\"onestop\",outcome=\"left_out\"} 1\n"));
    CHECK_THAT(metrics,
               Contains("congto_rows_read_total{source=\"onestop\",outcome=\"quarantined\"} 1\n"));
    CHECK_THAT(metrics, Contains("congto_source_quarantined_rows{source=\"onestop\"} 1\n"));
    CHECK_THAT(metrics, Contains("congto_entries_pending 0\n"));

    std::filesystem::remove(folder / "congto.prom");
    balances.look();
    CHECK_FALSE(std::filesystem::exists(folder / "congto.prom"));
    clock.advance(std::chrono::seconds(15));
    balances.look();
    CHECK(std::filesystem::exists(folder / "congto.prom"));
}

TEST_CASE("metrics that cannot be written stop nothing")
{
    const test::TempDir folder;
    test::ManualClock clock;
    spool::SpoolSettings settings;
    settings.file = folder / "spool.db";
    settings.disk_reserve = 0;
    spool::Spool spool(settings, {"H44", {}});
    agent::Balances balances(spool, folder / "none" / "congto.prom", clock);
    CHECK_NOTHROW(balances.look());
}
