// What the collector finds of days reaches the spool; batches too large for it reach it in parts.
#include "config/runtime/log.h"
#include "tests/uplink/bench.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

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

// On so many days of which the spool never heard.
std::vector<v1::DayVerdict> verdicts(std::int32_t days)
{
    std::vector<v1::DayVerdict> all;
    for (std::int32_t day = 0; day < days; ++day) {
        v1::DayVerdict& one = all.emplace_back();
        one.set_source(1);
        one.set_day(day);
        one.set_sequence((1ULL << 40) + static_cast<std::uint64_t>(day));
        one.set_standing(v1::DAY_STANDING_VERIFIED);
    }
    return all;
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

TEST_CASE("verdicts on ten thousand days in one message arrive whole")
{
    UplinkBench bench;
    bench.collector.judge_days(v1::DAY_STANDING_DISPUTED);
    const std::array<std::size_t, 3> places{0, 5'000, 9'999};
    for (std::size_t i = 0; i < places.size(); ++i) {
        const ARow row = ARow(std::to_string(i)).shows("A+" + std::to_string(i));
        bench.spool.take({row});
        bench.spool.read_day({row}, {}, {test::kDay.number + static_cast<std::int32_t>(i)});
    }
    bench.call();
    REQUIRE(bench.all_receipted());
    const auto all_are = [&](spool::DayStanding standing) {
        const auto days = bench.spool.spool->days(1);
        return days.size() == places.size() &&
               std::all_of(days.begin(), days.end(),
                           [&](const auto& day) { return day.verdict == standing; });
    };
    REQUIRE(eventually([&] { return all_are(spool::DayStanding::disputed); }));
    bench.hang_up();

    auto decided = verdicts(10'000);
    for (const spool::DayStand& day : bench.spool.spool->days(1)) {
        v1::DayVerdict& one =
            decided[places.at(static_cast<std::size_t>(day.day.number - test::kDay.number))];
        one.set_day(day.day.number);
        one.set_sequence(day.claimed);
    }
    bench.collector.decide_days(decided);
    bench.call();
    CHECK(eventually([&] { return all_are(spool::DayStanding::verified); }));
    CHECK(bench.refusal().empty());
}

TEST_CASE("an answer that is larger than an agent takes makes no batch smaller")
{
    UplinkBench bench;
    bench.waits.person = 20ms;
    bench.spool_batches(1);
    bench.call();
    REQUIRE(bench.all_receipted());
    bench.hang_up();
    bench.collector.decide_days(verdicts(100'000));
    bench.collector.hold_receipts(true); // a batch is under way when it comes
    bench.spool_batches(1);
    bench.call();
    CHECK(eventually([&] { return !bench.refusal().empty(); }));
    CHECK(bench.refusal().find("collector refuses: answer_too_large: the collector sent more") ==
          0);
    CHECK(bench.refusal().find("batch_limit") == std::string::npos);
    CHECK(eventually([&] { return bench.collector.greetings().size() >= 4; }));
    bench.collector.decide_days({});
    bench.collector.hold_receipts(false);
    bench.spool_batches(1);
    CHECK(bench.all_receipted());
    CHECK(eventually([&] { return bench.refusal().empty(); }));
    CHECK(bench.collector.batches().size() == 3); // as they were spooled
}

TEST_CASE("a batch that is split and then turns out to be durable costs no reading")
{
    UplinkBench bench;
    std::vector<ARow> rows;
    for (int i = 0; i < 300; ++i) {
        rows.push_back(ARow(std::to_string(i)).shows("code" + std::to_string(i)));
    }
    bench.spool.take(rows);
    if (GENERATE(false, true)) {
        bench.spool_batches(3);
    }
    const std::string spool = bench.spool_id();
    bench.collector.commit_late();
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(bench.refusal().empty());
    bench.hang_up();
    CHECK(bench.spool_id() == spool);
    CHECK(bench.spool.spool->accounts().taken_back == 0);
    CHECK(bench.spool.spool->audit().empty());
    CHECK(bench.collector.spools().size() == 1);
}
