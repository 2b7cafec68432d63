// What the collector finds of days reaches the spool; batches too large for it reach it in parts.
#include "config/runtime/log.h"
#include "tests/uplink/bench.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace std::chrono_literals;
using test::ARow;
using test::eventually;
using test::UplinkBench;

namespace {

const ARow kRow = ARow("day row").shows("A");

void claim_day(UplinkBench& bench)
{
    bench.spool.take({kRow});
    bench.spool.read_day({kRow});
}

} // namespace

TEST_CASE("the collector's verdict on a day is noted with its receipt")
{
    const auto said =
        GENERATE(v1::DAY_STANDING_VERIFIED, v1::DAY_STANDING_DIFFERS, v1::DAY_STANDING_DISPUTED);
    UplinkBench bench;
    bench.collector.judge_days(said);
    claim_day(bench);
    bench.call();
    CHECK(eventually(
        [&] { return static_cast<int>(bench.spool.day().verdict) == static_cast<int>(said); }));
    CHECK(bench.all_receipted());
    bench.hang_up();
    CHECK(bench.spool.take({kRow}).changed == (said == v1::DAY_STANDING_DIFFERS ? 1 : 0));
}

TEST_CASE("a verdict lost with the line is asked for again")
{
    UplinkBench bench;
    bench.collector.judge_days(v1::DAY_STANDING_VERIFIED);
    claim_day(bench);
    const auto first = bench.spool.day().claimed;
    bench.collector.break_after(2); // both committed, and the line breaks before a receipt
    bench.call();
    CHECK(eventually([&] { return bench.spool.day().verdict == spool::DayStanding::verified; }));
    CHECK(bench.spool.day().claimed > first);
    bench.hang_up();
    CHECK(bench.spool.spool->audit().empty());
}

TEST_CASE("a batch above the collector's limit is sent in parts, and needs nobody")
{
    UplinkBench bench;
    bench.spool.settings.batch_entries = 1000;
    bench.spool.reopen();
    bench.spool_batches(20);
    bench.collector.limit(1 << 20, 300);
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(bench.refusal().empty());
    for (const v1::Batch& batch : bench.collector.batches()) {
        CHECK(batch.ByteSizeLong() <= 300);
    }
    bench.hang_up();
    CHECK(bench.spool.spool->audit().empty());
}

TEST_CASE("what something on the way does not let through is sent in ever smaller parts")
{
    UplinkBench bench;
    bench.waits.person = 10min;
    std::vector<ARow> rows;
    for (int i = 0; i < 300; ++i) {
        rows.push_back(ARow(std::to_string(i)).shows("code" + std::to_string(i)));
    }
    bench.spool.take(rows);
    bench.collector.close();
    bench.collector.read_at_most(3000);
    bench.collector.open(bench.port);
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(bench.refusal().empty());
    CHECK(bench.collector.greetings().size() >= 2);
    bench.hang_up();
    CHECK(bench.spool.spool->audit().empty());
}
