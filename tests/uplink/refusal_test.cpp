// What a collector that says no, or nothing, does to the uplink.
#include "config/runtime/log.h"
#include "tests/runtime/standard_error.h"
#include "tests/uplink/bench.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace congto;
using namespace std::chrono_literals;
using test::eventually;
using test::UplinkBench;

namespace {

std::size_t occurrences(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

} // namespace

TEST_CASE("a refusal that passes is tried again soon")
{
    const auto reason = GENERATE(v1::REASON_BUSY, v1::REASON_SHUTTING_DOWN, v1::REASON_REPLACED,
                                 v1::REASON_SEQUENCE_GAP);
    UplinkBench bench;
    bench.spool_batches(1);
    bench.collector.refuse_with(reason);
    bench.call();
    CHECK(eventually([&] { return bench.collector.greetings().size() >= 3; }));
    CHECK(bench.refusal().empty());
    bench.collector.refuse_with(std::nullopt);
    CHECK(bench.all_receipted());
}

TEST_CASE("a refusal that needs a person is noted, and not hammered at")
{
    const auto reason =
        GENERATE(v1::REASON_PROTOCOL, v1::REASON_UNKNOWN_UNIT, v1::REASON_KEY_DIFFERS,
                 v1::REASON_DIGEST_EDITION, v1::REASON_MALFORMED, v1::REASON_TOO_LARGE,
                 v1::REASON_FORBIDDEN, static_cast<v1::Reason>(77));
    UplinkBench bench;
    bench.spool_batches(1);
    bench.collector.refuse_with(reason);
    bench.call();
    CHECK(eventually([&] { return !bench.refusal().empty(); }));
    CHECK(bench.refusal().find("because the test says so") != std::string::npos);
    test::sleep_for(100ms);
    CHECK(bench.collector.greetings().size() == 1);
    bench.hang_up(); // at once, although it waits
    bench.collector.refuse_with(std::nullopt);
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(eventually([&] { return bench.refusal().empty(); }));
}

TEST_CASE("a refusal is over when nothing is left that could be refused")
{
    UplinkBench bench;
    bench.waits.person = 20ms;
    bench.collector.refuse_with(v1::REASON_KEY_DIFFERS);
    bench.call();
    REQUIRE(eventually([&] { return !bench.refusal().empty(); }));
    bench.collector.refuse_with(std::nullopt);
    CHECK(eventually([&] { return bench.refusal().empty(); }));
}

TEST_CASE("a batch that is refused after each welcome is one line, and shown until it is taken")
{
    UplinkBench bench;
    bench.waits.person = 20ms;
    bench.spool_batches(1);
    bench.collector.refuse_batches_with(v1::REASON_MALFORMED);
    bool shown = true;
    const std::string said = runtime::test::standard_error_of([&] {
        runtime::set_log_level(runtime::Severity::info);
        bench.call();
        REQUIRE(eventually([&] { return !bench.refusal().empty(); }));
        const auto tried = bench.collector.greetings().size();
        CHECK(eventually([&] {
            shown = shown && !bench.refusal().empty();
            return bench.collector.greetings().size() >= tried + 5;
        }));
        bench.collector.refuse_batches_with(std::nullopt);
        CHECK(bench.all_receipted());
        CHECK(eventually([&] { return bench.refusal().empty(); }));
        runtime::set_log_level(runtime::Severity::error);
    });
    CHECK(shown);
    INFO(said);
    CHECK(occurrences(said, "collector refuses, and somebody must mend it") == 1);
    CHECK(occurrences(said, "collector is connected") == 2); // before, and when it was mended
}

TEST_CASE("a chain that differs is tried once more, then needs a person")
{
    UplinkBench bench;
    bench.collector.refuse_with(v1::REASON_CHAIN_DIFFERS);
    bench.call();
    CHECK(eventually([&] { return !bench.refusal().empty(); }));
    CHECK(bench.collector.greetings().size() == 2);
}

TEST_CASE("a chain that differs again after it went well is tried once more again")
{
    UplinkBench bench;
    bench.spool_batches(1);
    bench.collector.refuse_once_with(v1::REASON_CHAIN_DIFFERS);
    bench.call();
    REQUIRE(bench.all_receipted());
    bench.collector.refuse_once_with(v1::REASON_CHAIN_DIFFERS);
    bench.collector.break_after(1);
    bench.spool_batches(2);
    CHECK(bench.all_receipted());
    CHECK(bench.refusal().empty());
    CHECK(bench.collector.greetings().size() == 4);
}

TEST_CASE("an entry larger than the collector takes is not sent")
{
    UplinkBench bench;
    bench.spool_batches(1);
    bench.collector.limit(1 << 20, 50);
    bench.call();
    CHECK(eventually([&] { return !bench.refusal().empty(); }));
    CHECK(bench.refusal().find("batch_limit") != std::string::npos);
    CHECK(bench.collector.batches().empty());
    CHECK(bench.spool.spool->accounts().pending == 10);
}

TEST_CASE("a small batch that the line does not let through needs a person")
{
    UplinkBench bench;
    bench.spool_batches(1);
    bench.collector.close();
    bench.collector.read_at_most(300); // a greeting, but no batch
    bench.collector.open(bench.port);
    bench.call();
    CHECK(eventually([&] { return !bench.refusal().empty(); }));
    CHECK(bench.refusal().find("collector refuses: too_large: ") == 0);
    CHECK(bench.refusal().find("batch_limit") != std::string::npos);
    test::sleep_for(100ms);
    CHECK(bench.collector.greetings().size() == 1);
    CHECK(bench.spool.spool->accounts().pending == 10);
}

TEST_CASE("a collector that does not answer the greeting is left and called again")
{
    UplinkBench bench;
    bench.waits.answer = 500ms;
    bench.spool_batches(1);
    bench.collector.answer_nothing(true);
    bench.call();
    CHECK(eventually([&] { return bench.collector.greetings().size() >= 2; }));
    bench.collector.answer_nothing(false);
    CHECK(bench.all_receipted());
}

TEST_CASE("the uplink stops at once, connected or waiting")
{
    UplinkBench bench;
    bench.waits.answer = 1h;
    SECTION("connected")
    {
        bench.call();
        CHECK(eventually([&] { return bench.collector.greetings().size() == 1; }));
    }
    SECTION("greeting")
    {
        bench.collector.answer_nothing(true);
        bench.call();
        CHECK(eventually([&] { return bench.collector.greetings().size() == 1; }));
        bench.collector.answer_nothing(false);
    }
    SECTION("connecting to an address that drops everything")
    {
        bench.settings.address = "192.0.2.1:7700"; // TEST-NET-1: nobody is there
        bench.call();
        test::sleep_for(100ms);
    }
    const auto begin = std::chrono::steady_clock::now();
    bench.hang_up();
    CHECK(std::chrono::steady_clock::now() - begin < test::kPatience);
}

TEST_CASE("only addresses of this machine may go without TLS")
{
    for (const char* here : {"127.0.0.1:7700", "127.9.8.7:1", "[::1]:7700", "localhost:7700"}) {
        CHECK(uplink::is_address(here));
        CHECK(uplink::is_loopback(here));
    }
    for (const char* there : {"10.0.0.1:7700", "127.0.0.1.example:1", "128.0.0.1:1", "127.1:1",
                              "localhost.example:1", "[::2]:1", "127.0.0.256:1", "127.0.0.1.1:1"}) {
        CHECK(uplink::is_address(there));
        CHECK_FALSE(uplink::is_loopback(there));
    }
    for (const char* wrong : {"", "host", "host:", ":1", "host:0", "host:65536", "host:x", "::1:1",
                              "ho st:1", "http://host:1"}) {
        CHECK_FALSE(uplink::is_address(wrong));
    }
}
