#include "tests/intake/fake_agent.h"

#include "congto/v1/batch.pb.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

using namespace congto;
using test::FakeAgent;
using test::greeting_message;
using test::Ministry;

namespace {

// Past the greeting.
void join(FakeAgent& agent, std::uint8_t spool = 1)
{
    agent.say(greeting_message(spool));
    const auto welcome = agent.heard();
    REQUIRE(welcome);
    REQUIRE(welcome->has_welcome());
}

// Of an agent that was started and has this nonce since.
v1::FromAgent greeting_of_start(char nonce)
{
    v1::FromAgent message = greeting_message();
    message.mutable_greeting()->set_boot_nonce(std::string(16, nonce));
    return message;
}

v1::Refusal refusal_to(FakeAgent& agent)
{
    while (const auto message = agent.heard()) {
        if (message->has_refusal()) {
            CHECK_FALSE(agent.heard()); // it is the last message of its stream
            return message->refusal();
        }
    }
    FAIL("the stream ended without a refusal");
    return {};
}

// Waits until a receipt reaches the number.
v1::Receipt receipt_through(FakeAgent& agent, std::uint64_t sequence)
{
    while (const auto message = agent.heard()) {
        REQUIRE(message->has_receipt());
        if (message->receipt().through_sequence() >= sequence) {
            return message->receipt();
        }
    }
    FAIL("no receipt came");
    return {};
}

} // namespace

TEST_CASE("a stream is greeted, takes batches and gives receipts")
{
    Ministry ministry;
    FakeAgent agent(ministry.around);
    agent.say(greeting_message());
    const auto welcome = agent.heard();
    REQUIRE(welcome);
    CHECK(welcome->welcome().protocol() == 1);
    CHECK(welcome->welcome().durable_sequence() == 0);
    CHECK(welcome->welcome().resume() == v1::RESUME_CONTINUE);
    CHECK(welcome->welcome().incarnation().size() == 16);
    CHECK(welcome->welcome().window_bytes() == intake::Limits{}.window_bytes);

    agent.say(agent.batch_of({"H44.14-260103-0001", "H44.14-260103-0002"}));
    agent.say(agent.batch_of({"H44.14-260103-0001", "H44.14-260103-0003"}));
    const v1::Receipt receipt = receipt_through(agent, 4);
    CHECK(receipt.applied() == 3);
    CHECK(receipt.unchanged() == 1);
    CHECK(receipt.rejected() == 0);
    CHECK(receipt.chain() == std::string(agent.chain.begin(), agent.chain.end()));
    CHECK(ministry.filled.reader().holdings().at(0).dossiers == 3);
}

TEST_CASE("nothing but a greeting may begin a stream, and only one")
{
    Ministry ministry;
    FakeAgent hasty(ministry.around);
    hasty.say(hasty.batch_of({"H44.14-260103-0001"}));
    CHECK(refusal_to(hasty).reason() == v1::REASON_MALFORMED);

    FakeAgent empty(ministry.around);
    empty.say({});
    CHECK(refusal_to(empty).reason() == v1::REASON_MALFORMED);

    FakeAgent twice(ministry.around);
    join(twice);
    twice.say(greeting_message());
    CHECK(refusal_to(twice).reason() == v1::REASON_MALFORMED);
    CHECK(ministry.filled.reader().holdings().at(0).dossiers == 0);
}

TEST_CASE("a gap is refused with the number that would have been right")
{
    Ministry ministry;
    FakeAgent agent(ministry.around);
    join(agent);
    agent.say(agent.batch_of({"H44.14-260103-0001"}));
    receipt_through(agent, 1);
    agent.sequence += 5;
    agent.say(agent.batch_of({"H44.14-260103-0002"}));
    const v1::Refusal refusal = refusal_to(agent);
    CHECK(refusal.reason() == v1::REASON_SEQUENCE_GAP);
    CHECK(refusal.expected_sequence() == 2);
    CHECK(ministry.filled.reader().holdings().at(0).dossiers == 1);
}

TEST_CASE("a batch malformed, oversized, of another edition or chain is refused, leaving nothing")
{
    intake::Limits limits;
    limits.batch_limit_bytes = 64 << 10;
    Ministry ministry(limits);

    FakeAgent malformed(ministry.around);
    join(malformed, 1);
    v1::FromAgent broken = malformed.batch_of({"H44.14-260103-0001"});
    broken.mutable_batch()->mutable_body()->append("\x0f");
    malformed.say(broken);
    CHECK(refusal_to(malformed).reason() == v1::REASON_MALFORMED);

    // A byte more than the limit; and at the limit, which the Welcome allows, it is looked into.
    for (const std::size_t bytes : {limits.batch_limit_bytes + 1, limits.batch_limit_bytes}) {
        FakeAgent large(ministry.around);
        join(large, 2);
        v1::FromAgent message = large.batch_of({"H44.14-260103-0001"});
        std::string& body = *message.mutable_batch()->mutable_body();
        body.append(bytes - message.batch().ByteSizeLong() - 2, 'x'); // its length takes 2 more
        REQUIRE(message.batch().ByteSizeLong() == bytes);
        large.say(message);
        CHECK((refusal_to(large).reason() == v1::REASON_TOO_LARGE) ==
              (bytes > limits.batch_limit_bytes));
    }

    FakeAgent other_edition(ministry.around);
    join(other_edition, 5);
    v1::BatchBody edited;
    v1::FromAgent newer = other_edition.batch_of({"H44.14-260103-0001"});
    REQUIRE(edited.ParseFromString(newer.batch().body()));
    edited.set_digest_edition(edited.digest_edition() + 1);
    newer.mutable_batch()->set_body(edited.SerializeAsString());
    other_edition.say(newer);
    CHECK(refusal_to(other_edition).reason() == v1::REASON_DIGEST_EDITION);

    FakeAgent forked(ministry.around);
    join(forked, 3);
    forked.chain[0] = 1;
    forked.say(forked.batch_of({"H44.14-260103-0001"}));
    CHECK(refusal_to(forked).reason() == v1::REASON_CHAIN_DIFFERS);

    CHECK(ministry.filled.reader().holdings().at(0).dossiers == 0);
    FakeAgent sane(ministry.around);
    join(sane, 4);
    sane.say(sane.batch_of({"H44.14-260103-0001"}));
    CHECK(receipt_through(sane, 1).applied() == 1);
}

TEST_CASE("a newer stream of a spool replaces the older, and resumes where it stood")
{
    Ministry ministry;
    FakeAgent older(ministry.around);
    join(older);
    older.say(older.batch_of({"H44.14-260103-0001"}));
    receipt_through(older, 1);

    FakeAgent newer(ministry.around);
    v1::FromAgent greeting = greeting_message();
    greeting.mutable_greeting()->set_assigned_sequence(1);
    greeting.mutable_greeting()->set_assigned_chain(
        std::string(older.chain.begin(), older.chain.end()));
    newer.say(greeting);
    CHECK(refusal_to(older).reason() == v1::REASON_REPLACED);
    const auto welcome = newer.heard();
    REQUIRE(welcome);
    CHECK(welcome->welcome().durable_sequence() == 1);
    CHECK(welcome->welcome().resume() == v1::RESUME_CONTINUE);
    // The receipt was lost: it comes again with its counts.
    CHECK(receipt_through(newer, 1).applied() == 1);
    newer.sequence = 1;
    newer.chain = older.chain;
    newer.say(newer.batch_of({"H44.14-260103-0002"}));
    CHECK(receipt_through(newer, 2).applied() == 2);
}

TEST_CASE("a newer spool takes a source over, and the older cannot come back for it")
{
    Ministry ministry;
    FakeAgent older(ministry.around);
    join(older, 1);
    FakeAgent newer(ministry.around);
    join(newer, 2);
    CHECK(refusal_to(older).reason() == v1::REASON_REPLACED);
    FakeAgent again(ministry.around);
    again.say(greeting_message(1));
    const auto refusal = refusal_to(again);
    CHECK(refusal.reason() == v1::REASON_FORBIDDEN);
    CHECK(refusal.detail().find("a name of its own") != std::string::npos);
    newer.say(newer.batch_of({"H44.14-260103-0001"}));
    CHECK(receipt_through(newer, 1).applied() == 1);
}

TEST_CASE("a spool whose history differs is told to give itself up")
{
    Ministry ministry;
    FakeAgent first(ministry.around);
    join(first);
    first.say(first.batch_of({"H44.14-260103-0001", "H44.14-260103-0002"}));
    receipt_through(first, 2);

    FakeAgent rolled_back(ministry.around);
    rolled_back.say(greeting_message()); // knows of nothing it ever sent
    const auto welcome = rolled_back.heard();
    REQUIRE(welcome);
    CHECK(welcome->welcome().resume() == v1::RESUME_ABANDON);
}

TEST_CASE("a second agent of a unit with another pseudonym key is refused")
{
    Ministry ministry;
    FakeAgent first(ministry.around);
    join(first);
    FakeAgent second(ministry.around);
    v1::FromAgent greeting = greeting_message(2);
    greeting.mutable_greeting()->set_key_id("another8");
    second.say(greeting);
    CHECK(refusal_to(second).reason() == v1::REASON_KEY_DIFFERS);
}

TEST_CASE("beyond the window nothing is read until a receipt comes")
{
    intake::Limits limits;
    limits.window_bytes = 1;
    Ministry ministry(limits);
    FakeAgent agent(ministry.around);
    join(agent);
    for (int i = 1; i <= 20; ++i) {
        // say() waits to be read from: with this window, for the receipt of the batch before.
        agent.say(agent.batch_of({"H44.14-260103-000" + std::to_string(i)}));
    }
    CHECK(receipt_through(agent, 20).applied() == 20);
}

TEST_CASE("receipts that wait to be sent are one, the newest")
{
    Ministry ministry;
    FakeAgent agent(ministry.around);
    join(agent);
    agent.hold_sends();
    for (int i = 1; i <= 5; ++i) {
        agent.say(agent.batch_of({"H44.14-260103-000" + std::to_string(i)}));
        while (ministry.filled.reader().holdings().at(0).dossiers < i) {
            std::this_thread::yield();
        }
    }
    const auto first = agent.heard();
    REQUIRE(first);
    CHECK(first->receipt().through_sequence() == 1);
    agent.release_sends();
    CHECK(receipt_through(agent, 5).applied() == 5);
}

TEST_CASE("what an agent knows of its source is kept, the newest of it")
{
    Ministry ministry;
    FakeAgent agent(ministry.around);
    join(agent);
    for (const std::uint64_t mapped : {5U, 9U}) {
        v1::FromAgent message;
        v1::Progress& progress = *message.mutable_progress();
        progress.set_source(1);
        progress.set_known_at(1'000'000);
        progress.set_mapped(mapped);
        progress.set_quarantined(2);
        progress.set_caught_up(true);
        agent.say(message);
    }
    agent.say(agent.batch_of({"H44.14-260103-0001"}));
    receipt_through(agent, 1);
    const auto holding = ministry.filled.reader().holdings().at(0);
    CHECK(holding.mapped == 9);
    CHECK(holding.quarantined == 2);
    CHECK(holding.caught_up);
    CHECK_FALSE(holding.unread);
}

TEST_CASE("a stream that hangs up in the middle harms nobody")
{
    Ministry ministry;
    {
        FakeAgent agent(ministry.around);
        join(agent);
        agent.say(agent.batch_of({"H44.14-260103-0001"}));
        agent.conversation->hung_up();
    }
    FakeAgent again(ministry.around);
    v1::FromAgent greeting = greeting_message();
    greeting.mutable_greeting()->set_assigned_sequence(1);
    FakeAgent sender(ministry.around); // only to make the same batch
    sender.batch_of({"H44.14-260103-0001"});
    greeting.mutable_greeting()->set_assigned_chain(
        std::string(sender.chain.begin(), sender.chain.end()));
    again.say(greeting);
    const auto welcome = again.heard();
    REQUIRE(welcome);
    CHECK(welcome->welcome().resume() == v1::RESUME_CONTINUE);
}

TEST_CASE("a refusal that cannot be sent ends the stream all the same")
{
    Ministry ministry;
    FakeAgent agent(ministry.around);
    join(agent);
    agent.hold_sends();
    agent.conversation->refuse({intake::Reason::shutting_down, "the collector shuts down"});
    agent.conversation->hung_up(); // reading ends first
    REQUIRE(agent.heard());        // the refusal, under way
    agent.conversation->unsent();
    CHECK_FALSE(agent.heard()); // ended, without waiting for the patience to run out
    CHECK(agent.is_finished());
}

TEST_CASE("an agent that takes no receipts is not read from while verdicts of its claims wait")
{
    Ministry ministry;
    FakeAgent agent(ministry.around);
    join(agent);
    agent.hold_sends();
    agent.say(agent.batch_of({"H44.14-260103-0001"}));
    REQUIRE(agent.heard()->receipt().through_sequence() == 1); // and it stays under way
    const std::int32_t first = model::parse_day("2026-01-03")->number;
    std::int32_t day = first;
    const auto enough = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    do {
        agent.say(agent.claim_of(day++));
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    } while (agent.is_read_from() && std::chrono::steady_clock::now() < enough);
    CHECK_FALSE(agent.is_read_from());

    // Then every verdict comes, also of receipts that newer ones replaced, and it is read on.
    agent.release_sends();
    agent.say(agent.batch_of({"H44.14-260103-0002"}));
    std::vector<v1::DayVerdict> verdicts;
    for (std::uint64_t through = 0; through < agent.sequence;) {
        const auto message = agent.heard();
        REQUIRE(message);
        through = message->receipt().through_sequence();
        verdicts.insert(verdicts.end(), message->receipt().verdicts().begin(),
                        message->receipt().verdicts().end());
    }
    REQUIRE(verdicts.size() == static_cast<std::size_t>(day - first));
    CHECK(verdicts[0].day() == first);
    CHECK(verdicts[0].sequence() == 2);
    CHECK(verdicts[0].source() == 1);
    CHECK(verdicts[0].standing() == v1::DAY_STANDING_DIFFERS);
    for (std::size_t i = 1; i < verdicts.size(); ++i) {
        CHECK(verdicts[i].day() == first + static_cast<std::int32_t>(i));
        CHECK(verdicts[i].standing() == v1::DAY_STANDING_VERIFIED);
    }
}

TEST_CASE("an agent that a late greeting of its own past pushes out comes back and stays")
{
    Ministry ministry;
    FakeAgent killed(ministry.around);
    killed.say(greeting_of_start('a'));
    REQUIRE(killed.heard()->has_welcome());
    killed.conversation->hung_up();
    FakeAgent started(ministry.around);
    started.say(greeting_of_start('b'));
    REQUIRE(started.heard()->has_welcome());
    FakeAgent late(ministry.around); // of the one that was killed, long under way
    late.say(greeting_of_start('a'));
    REQUIRE(late.heard()->has_welcome());
    CHECK(refusal_to(started).reason() == v1::REASON_REPLACED);
    FakeAgent back(ministry.around);
    back.say(greeting_of_start('b'));
    REQUIRE(back.heard()->has_welcome());
    CHECK(refusal_to(late).reason() == v1::REASON_REPLACED);
    back.say(back.batch_of({"H44.14-260103-0001"}));
    CHECK(receipt_through(back, 1).applied() == 1);
}

TEST_CASE("of two machines on copies of one spool none goes on")
{
    Ministry ministry;
    auto before = std::make_unique<FakeAgent>(ministry.around);
    before->say(greeting_of_start('a'));
    REQUIRE(before->heard()->has_welcome());
    for (const char start : {'b', 'a', 'b'}) {
        auto next = std::make_unique<FakeAgent>(ministry.around);
        next->say(greeting_of_start(start));
        REQUIRE(next->heard()->has_welcome());
        CHECK(refusal_to(*before).reason() == v1::REASON_REPLACED);
        before = std::move(next);
    }
    FakeAgent last(ministry.around);
    last.say(greeting_of_start('a'));
    CHECK(refusal_to(last).reason() == v1::REASON_FORBIDDEN);
    const v1::Refusal also = refusal_to(*before);
    CHECK(also.reason() == v1::REASON_FORBIDDEN);
    CHECK(also.detail().find("two machines use copies of spool") == 0);
}
