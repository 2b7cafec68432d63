// Sending, resuming and receipts, against a collector that follows the contract.
#include "tests/uplink/bench.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace std::chrono_literals;
using test::eventually;
using test::UplinkBench;

namespace {

// The batches the collector has, one after the other and none twice.
void require_contiguous(const UplinkBench& bench)
{
    std::uint64_t next = 1;
    const auto spools = bench.collector.spools();
    for (const auto& [end, chain] : spools.at(bench.spool_id())) {
        REQUIRE(end == next + 9);
        next = end + 1;
    }
    REQUIRE(next == bench.spool.spool->standing().assigned_sequence + 1);
}

} // namespace

TEST_CASE("everything spooled is sent, receipted and gone from the spool")
{
    UplinkBench bench;
    bench.spool_batches(5);
    bench.call();
    CHECK(bench.all_receipted());
    bench.spool_batches(3); // while connected
    CHECK(bench.all_receipted());
    require_contiguous(bench);
    CHECK(bench.collector.batches().size() == 8);
    CHECK(bench.spool.spool->accounts().applied == 80);
    CHECK(bench.spool.spool->audit().empty());
}

TEST_CASE("a greeting says who calls and where the spool stands")
{
    UplinkBench bench;
    bench.spool_batches(2);
    bench.call();
    REQUIRE(bench.all_receipted());
    bench.hang_up();
    bench.call();
    REQUIRE(eventually([&] { return bench.collector.greetings().size() == 2; }));
    const auto all = bench.collector.greetings();
    const auto& first = all[0];
    CHECK(first.protocol_min() == 1);
    CHECK(first.protocol_max() == 1);
    CHECK(first.unit() == "H56");
    CHECK(first.spool_id() == bench.spool_id());
    CHECK(first.key_id() == std::string("\x01\x02\x03\0\0\0\0\0", 8));
    REQUIRE(first.sources_size() == 1);
    CHECK(first.sources(0).number() == 1);
    CHECK(first.sources(0).name() == "onestop");
    CHECK(first.assigned_sequence() == 20);
    CHECK(first.assigned_chain().size() == 32);
    CHECK(first.receipted_sequence() == 0);
    CHECK(first.receipted_chain().empty());
    CHECK(first.incarnation().empty());
    CHECK(all[1].receipted_sequence() == 20);
    CHECK(all[1].receipted_chain() == all[1].assigned_chain());
    CHECK(all[1].incarnation() == std::string(16, 'i'));
    CHECK(all[1].boot_nonce() != first.boot_nonce());
}

TEST_CASE("a broken stream is resumed where the collector stands")
{
    UplinkBench bench;
    bench.spool_batches(9);
    bench.collector.break_after(4);
    bench.call();
    CHECK(bench.all_receipted());
    require_contiguous(bench);
    CHECK(bench.collector.greetings().size() == 2);
    CHECK(bench.collector.batches().size() >= 9);
    CHECK(bench.spool.spool->audit().empty());
}

TEST_CASE("a receipt lost with the stream costs nothing")
{
    UplinkBench bench;
    bench.spool_batches(1);
    bench.collector.break_after(1);
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(bench.collector.batches().size() == 1);
    CHECK(bench.spool.spool->accounts().receipted == 10);
}

TEST_CASE("a collector that is away is waited for, while spooling goes on")
{
    UplinkBench bench;
    bench.spool_batches(2);
    bench.collector.close();
    bench.call();
    bench.spool_batches(2);
    test::sleep_for(100ms);
    CHECK(bench.spool.spool->accounts().pending == 40);
    bench.collector.open(bench.port);
    CHECK(bench.all_receipted());
    bench.collector.close();
    bench.spool_batches(1);
    bench.collector.open(bench.port);
    CHECK(bench.all_receipted());
    require_contiguous(bench);
}

TEST_CASE("no more is under way than the window allows")
{
    UplinkBench bench;
    bench.waits.receipts = 1ms;
    bench.spool_batches(40);
    bench.collector.hold_receipts(true);
    const std::uint64_t batch = bench.spool.spool->batch_after(0)->body.size();
    const std::uint64_t window = batch * 5;
    SECTION("of several batches")
    {
        bench.collector.limit(window, 1 << 20);
        bench.call();
        CHECK(eventually([&] { return bench.collector.batches().size() >= 4; }));
        test::sleep_for(100ms);
        CHECK(bench.collector.most_under_way() <= window);
    }
    SECTION("or one batch, however large it is")
    {
        bench.collector.limit(batch / 2, 1 << 20);
        bench.call();
        CHECK(eventually([&] { return bench.collector.batches().size() == 1; }));
        test::sleep_for(100ms);
        CHECK(bench.collector.batches().size() == 1);
    }
    bench.collector.hold_receipts(false);
    bench.hang_up();
    bench.call();
    CHECK(bench.all_receipted());
    require_contiguous(bench);
}

TEST_CASE("a restored collector is told again what it lost")
{
    UplinkBench bench;
    bench.spool_batches(2);
    bench.call();
    REQUIRE(bench.all_receipted());
    const auto backup = bench.collector.spools();
    bench.spool_batches(2);
    REQUIRE(bench.all_receipted());
    const auto before = bench.spool.spool->stand(1).stand;
    bench.hang_up();
    bench.collector.restore(backup);
    bench.call();
    CHECK(eventually([&] { return bench.spool.spool->stand(1).stand != before; }));
    bench.spooled = 0;
    bench.spool_batches(4); // as reading does now, from the beginning
    CHECK(bench.all_receipted());
    require_contiguous(bench);
    CHECK(bench.collector.durable(bench.spool_id()) == 40);
    CHECK(bench.spool.spool->audit().empty());
}

TEST_CASE("a spool the collector knows otherwise gets a new identity")
{
    UplinkBench bench;
    bench.spool_batches(2);
    bench.call();
    REQUIRE(bench.all_receipted());
    bench.hang_up();
    auto forked = bench.collector.spools();
    forked.begin()->second[20][0] ^= 1;
    bench.collector.restore(forked);
    const std::string id = bench.spool_id();
    bench.call();
    CHECK(eventually([&] { return bench.spool_id() != id; }));
    bench.spooled = 0;
    bench.spool_batches(2);
    CHECK(bench.all_receipted());
    require_contiguous(bench);
}
