// Verdicts on more days than one message holds.
#include "collector/intake/playing.h"
#include "collector/intake/recorded_answer.h"
#include "proto/wire/recording.h"
#include "tests/intake/fake_agent.h"
#include "tests/support/temp_dir.h"

#include "congto/v1/recording.pb.h"

#include <catch2/catch.hpp>

using namespace congto;
using test::FakeAgent;
using test::greeting_message;
using test::Ministry;

namespace {

constexpr std::int32_t kDays = 10'000;
constexpr std::int32_t kFirst = 5'000; // 1983-09-10

void join(FakeAgent& agent)
{
    agent.say(greeting_message());
    REQUIRE(agent.heard()->has_welcome());
}

// Every day once, in order, and never too many at once.
void require_all_days(FakeAgent& agent, std::uint64_t through)
{
    std::int32_t next = kFirst;
    while (next < kFirst + kDays) {
        const auto message = agent.heard();
        REQUIRE(message);
        REQUIRE(message->has_receipt());
        CHECK(message->receipt().through_sequence() == through);
        CHECK(message->receipt().applied() + message->receipt().unchanged() == through);
        REQUIRE(message->receipt().verdicts_size() > 0);
        CHECK(message->receipt().verdicts_size() <= 2000);
        CHECK(message->ByteSizeLong() < (32 << 10));
        for (const v1::DayVerdict& verdict : message->receipt().verdicts()) {
            REQUIRE(verdict.day() == next++);
        }
    }
}

} // namespace

TEST_CASE("verdicts on many days come in parts, each of them once")
{
    Ministry ministry;
    FakeAgent agent(ministry.around);
    join(agent);
    agent.say(agent.claims_of(kFirst, kDays));
    require_all_days(agent, kDays);
    agent.say(agent.batch_of({"H44.14-260103-0001"}));
    const auto after = agent.heard();
    REQUIRE(after);
    CHECK(after->receipt().through_sequence() == kDays + 1);
    CHECK(after->receipt().verdicts_size() == 0);
}

TEST_CASE("a newer receipt keeps the parts that were not said")
{
    Ministry ministry;
    FakeAgent agent(ministry.around);
    join(agent);
    agent.hold_sends();
    agent.say(agent.claims_of(kFirst, kDays));
    const auto first = agent.heard();
    REQUIRE(first);
    CHECK(first->receipt().verdicts_size() == 2000);
    store::Receipt decided; // by an operator, meanwhile
    decided.through = decided.applied = kDays;
    decided.verdicts.push_back({1, {7}, 3, store::DayStanding::verified});
    agent.conversation->tell(decided);
    agent.release_sends();
    std::vector<std::int32_t> days;
    while (days.size() < kDays - 2000 + 1) {
        const auto message = agent.heard();
        REQUIRE(message);
        for (const v1::DayVerdict& verdict : message->receipt().verdicts()) {
            days.push_back(verdict.day());
        }
    }
    CHECK(days.front() == kFirst + 2000);
    CHECK(days[kDays - 2001] == kFirst + kDays - 1);
    CHECK(days.back() == 7);
}

TEST_CASE("a receipt file holds the verdicts on as many days as its export claimed")
{
    Ministry ministry;
    const test::TempDir folder;
    v1::FromAgent batch;
    v1::RecordingBegin begin;
    begin.set_half(v1::RECORDED_HALF_AGENT);
    v1::Greeting& greeting = *begin.mutable_greeting();
    greeting = greeting_message().greeting();
    {
        FakeAgent writes(ministry.around);
        batch = writes.claims_of(kFirst, kDays);
        greeting.set_assigned_sequence(writes.sequence);
        greeting.set_assigned_chain(std::string(writes.chain.begin(), writes.chain.end()));
    }
    greeting.set_boot_nonce(std::string(16, '\0'));
    wire::RecordingWriter file(folder / "export", runtime::NewFile::Place::may_be_taken, begin);
    file.add(batch);
    file.finish();
    intake::Player player(ministry.around);
    runtime::Progress silent(-1);
    REQUIRE(player.play(folder / "export", folder / "receipt", {}, silent) ==
            intake::Player::End::answered);
    const auto answer = intake::read_recorded_answer(folder / "receipt");
    CHECK(answer.durable == kDays);
    CHECK(answer.verified == kDays);
}
