// Streams of a machine and of a copy of it that went on by itself.
#include "tests/intake/fake_agent.h"

#include <catch2/catch.hpp>

using namespace congto;
using test::FakeAgent;
using test::greeting_message;
using test::Ministry;

namespace {

// As the agent's spool stands, of a program with this nonce.
v1::FromAgent greeting_of(const FakeAgent& agent, char nonce)
{
    v1::FromAgent message = greeting_message();
    v1::Greeting& greeting = *message.mutable_greeting();
    greeting.set_boot_nonce(std::string(16, nonce));
    greeting.set_assigned_sequence(agent.sequence);
    if (agent.sequence > 0) {
        greeting.set_assigned_chain(std::string(agent.chain.begin(), agent.chain.end()));
    }
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

v1::Resume resume_told_to(FakeAgent& agent)
{
    const auto message = agent.heard();
    REQUIRE(message);
    REQUIRE(message->has_welcome());
    return message->welcome().resume();
}

v1::Refusal refusal_of(Ministry& ministry, const v1::FromAgent& greeting)
{
    FakeAgent agent(ministry.around);
    agent.say(greeting);
    return refusal_to(agent);
}

} // namespace

TEST_CASE("the stream of a copy is cut when its original comes back, and both are refused")
{
    Ministry ministry;
    intake::Refusals refusals;
    ministry.around.refusals = &refusals;
    FakeAgent neighbour(ministry.around);
    v1::FromAgent of_another_unit = greeting_message(7);
    of_another_unit.mutable_greeting()->set_unit("H17");
    neighbour.say(of_another_unit);
    REQUIRE(resume_told_to(neighbour) == v1::RESUME_CONTINUE);

    FakeAgent original(ministry.around);
    original.say(greeting_of(original, 'a'));
    REQUIRE(resume_told_to(original) == v1::RESUME_CONTINUE);
    original.say(original.batch_of({"H44.14-260103-0001"}));
    REQUIRE(original.heard()->receipt().through_sequence() == 1);
    const v1::FromAgent history = greeting_of(original, 'a');

    FakeAgent copied(ministry.around); // before that batch
    copied.say(greeting_of(copied, 'b'));
    CHECK(resume_told_to(copied) == v1::RESUME_ABANDON);
    FakeAgent copy(ministry.around);
    v1::FromAgent begun = greeting_message(2);
    begun.mutable_greeting()->set_boot_nonce(std::string(16, 'b'));
    copy.say(begun);
    REQUIRE(resume_told_to(copy) == v1::RESUME_CONTINUE);

    // Only who runs comes again: nothing has happened to the copy's stream by then.
    CHECK(refusal_of(ministry, history).reason() == v1::REASON_REPLACED);
    copy.say(copy.batch_of({"H44.14-260103-0002"}));
    CHECK(copy.heard()->receipt().through_sequence() == 1);
    const v1::Refusal refused = refusal_of(ministry, history);
    CHECK(refused.reason() == v1::REASON_FORBIDDEN);
    CHECK(refused.detail().find("two machines began with copies of one spool") == 0);
    CHECK(refusal_to(copy).reason() == v1::REASON_REPLACED);
    const v1::Refusal also = refusal_of(ministry, begun);
    CHECK(also.reason() == v1::REASON_FORBIDDEN);
    CHECK(also.detail().find("which are 02020202 here and 01010101 there") != std::string::npos);
    CHECK(refusals.counts().at("two_machines") == 2);

    neighbour.say(neighbour.batch_of({"H17.14-260103-0001"}));
    CHECK(neighbour.heard()->receipt().through_sequence() == 1);
}
