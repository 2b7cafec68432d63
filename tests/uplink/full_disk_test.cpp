// What a spool that cannot be written for a moment does to the uplink.
#include "tests/uplink/bench.h"
#include "tests/uplink/full_disk.h"

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
    CHECK(eventually([&] { return bench.refusal().find("key_differs") == 0; }));
    bench.collector.refuse_with(std::nullopt);
    CHECK(bench.all_receipted());
}
