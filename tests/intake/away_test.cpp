// What waits while the store is away, and what a message does that cannot be taken.
#include "tests/intake/fake_agent.h"
#include "tests/intake/moody_store.h"
#include "tests/support/manual_clock.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace congto;
using test::eventually;
using test::FakeAgent;
using test::greeting_message;
using test::Mood;
using test::MoodyStore;

namespace {

// Conversations with a writer whose store has a mood.
struct Office {
    explicit Office(Mood& mood)
        : writer(std::make_unique<MoodyStore>(mood), clock, limits.waiting_bytes, [] {}),
          around{writer, others, [](std::string_view) { return std::optional(store::UnitId{1}); },
                 limits, clock}
    {
    }

    test::ManualClock clock;
    intake::Limits limits;
    intake::Conversations others;
    intake::Writer writer;
    intake::Surroundings around;
};

} // namespace

TEST_CASE("an agent that greets again and again while the store is away waits once")
{
    Mood mood{.away = true};
    Office office(mood);
    FakeAgent first(office.around);
    first.say(greeting_message());
    REQUIRE(eventually([&] { return mood.asked > 0; })); // by the writer, which tries it again

    FakeAgent second(office.around);
    second.say(greeting_message());
    FakeAgent other(office.around);
    other.say(greeting_message(2));
    FakeAgent third(office.around);
    third.say(greeting_message());
    const auto refused = second.heard();
    REQUIRE(refused);
    CHECK(refused->refusal().reason() == v1::REASON_REPLACED);
    CHECK_FALSE(second.heard());

    mood.away = false;
    const auto welcome = third.heard();
    REQUIRE(welcome);
    CHECK(welcome->has_welcome());
    CHECK(other.heard()->has_welcome());
    CHECK(mood.greetings == 3); // first, third and the other
}

TEST_CASE("a message that cannot be taken ends its stream, not the collector")
{
    Mood mood;
    Office office(mood);
    office.around.unit_of = [](std::string_view) -> std::optional<store::UnitId> {
        throw std::runtime_error("register.db: /var/lib/congto is gone");
    };
    FakeAgent agent(office.around);
    agent.say(greeting_message());
    const auto refused = agent.heard();
    REQUIRE(refused);
    CHECK(refused->refusal().reason() == v1::REASON_BUSY);
    CHECK(refused->refusal().detail().find("/var/lib") == std::string::npos);
    CHECK_FALSE(agent.heard());
}

TEST_CASE("progress of a number no source can have is refused")
{
    Mood mood;
    Office office(mood);
    const auto change = GENERATE(0, 1, 2, 3, 4, 5);
    FakeAgent agent(office.around);
    agent.say(greeting_message());
    REQUIRE(agent.heard()->has_welcome());
    constexpr std::uint64_t kTooMany = 1'000'000'000'001;
    v1::FromAgent message;
    v1::Progress& progress = *message.mutable_progress();
    progress.set_source(change == 0 ? 0 : change == 1 ? 65'536 : 1);
    progress.set_mapped(change == 2 ? kTooMany : 0);
    progress.set_quarantined(change == 3 ? kTooMany : 0);
    progress.set_unread(change == 4 ? kTooMany : 0);
    progress.set_assigned_sequence(change == 5 ? kTooMany : 0);
    agent.say(message);
    CHECK(agent.heard()->refusal().reason() == v1::REASON_MALFORMED);
}

TEST_CASE("an erasure that fails waits, with what was decided after it, and stops no agent")
{
    using Verdict = store::Decision::Verdict;
    Mood mood;
    mood.cannot_erase = GENERATE(1, 2);
    Office office(mood);
    const auto greets = [&](std::uint8_t spool) {
        FakeAgent agent(office.around);
        agent.say(greeting_message(spool));
        const auto answer = agent.heard();
        return answer && answer->has_welcome();
    };
    office.writer.decide({1, Verdict::accept, {}, {}, {}});
    office.writer.decide({2, Verdict::erase, {}, {}, {}});
    office.writer.decide({3, Verdict::accept, {}, {}, {}});
    REQUIRE(eventually([&] { return mood.erasures > 0; }));
    CHECK(greets(1));
    CHECK(mood.decided == 1);
    mood.cannot_erase = 0;
    CHECK(greets(2));
    CHECK(mood.erasures == 1); // tried again each minute, not with each group
    office.clock.advance(std::chrono::minutes(1));
    CHECK(greets(3));
    CHECK(eventually([&] { return mood.decided == 3; }));
}
