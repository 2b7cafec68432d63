// What a spool that cannot be written for a moment does to the uplink.
#include "tests/support/full_disk.h"
#include "tests/uplink/bench.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace std::chrono_literals;
using test::eventually;
using test::FullDisk;
using test::UplinkBench;

TEST_CASE("a refusal that cannot be noted ends nothing, and is noted when it can be")
{
    UplinkBench bench;
    bench.waits.person = 20ms;
    bench.spool_batches(1);
    bench.collector.refuse_with(v1::REASON_KEY_DIFFERS);
    {
        const FullDisk full;
        bench.call();
        REQUIRE(eventually([&] { return bench.collector.greetings().size() >= 3; }));
        CHECK(full.refused() > 0);
        CHECK(bench.refusal().empty());
    }
    CHECK(eventually([&] { return bench.refusal().find("key_differs") != std::string::npos; }));
    bench.collector.refuse_with(std::nullopt);
    CHECK(bench.all_receipted());
}

TEST_CASE("a receipt a full disk does not take is not tried again at once, and is stored later")
{
    UplinkBench bench;
    bench.waits.disk = 200ms;
    bench.spool_batches(1);
    bench.collector.stall_receipts(true);
    bench.call();
    REQUIRE(eventually([&] { return bench.collector.batches().size() == 1; }));
    {
        const FullDisk full;
        bench.collector.stall_receipts(false);
        REQUIRE(eventually([&] { return full.refused() > 0; }));
        test::sleep_for(1s);
        CHECK(full.refused() <= 10);
        CHECK(bench.spool.spool->accounts().pending == 10);
    }
    CHECK(bench.all_receipted());
}
