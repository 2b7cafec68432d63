// Agents that wait for an answer while the store gives none, and a collector that has to stop.
#include "tests/intake/listening.h"
#include "tests/intake/moody_store.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <functional>

using namespace congto;
using namespace std::chrono_literals;
using test::Client;
using test::Collector;
using test::eventually;
using test::kPatience;
using test::Mood;
using test::MoodyStore;

namespace {

// How long it takes.
std::chrono::steady_clock::duration time_of(const std::function<void()>& act)
{
    const auto begin = std::chrono::steady_clock::now();
    act();
    return std::chrono::steady_clock::now() - begin;
}

} // namespace

TEST_CASE("a collector whose store is away stops at once, though an agent waits for its Welcome")
{
    Mood mood{.away = true};
    Collector collector(std::make_unique<MoodyStore>(mood));
    Client client(collector.server->address());
    REQUIRE(client.stream->Write(test::greeting_message()));
    REQUIRE(eventually([&] { return mood.asked > 0; }));
    CHECK(time_of([&] { collector.server.reset(); }) < kPatience);
    CHECK(client.next().refusal().reason() == v1::REASON_SHUTTING_DOWN);
    CHECK_FALSE(collector.corrupt);
}

TEST_CASE("a collector whose store is damaged refuses who waits and who comes, and can be stopped")
{
    Mood mood{.damaged = true};
    Collector collector(std::make_unique<MoodyStore>(mood));
    Client waiting(collector.server->address());
    REQUIRE(waiting.stream->Write(test::greeting_message()));
    CHECK(waiting.next().refusal().reason() == v1::REASON_SHUTTING_DOWN);
    CHECK(eventually([&] { return collector.corrupt.load(); }));

    Client late(collector.server->address());
    late.stream->Write(test::greeting_message(2));
    CHECK(late.next().refusal().reason() == v1::REASON_SHUTTING_DOWN);
    CHECK(mood.asked == 1);
    CHECK(time_of([&] { collector.server.reset(); }) < kPatience);
}

TEST_CASE("an agent that leaves while it waits for its Welcome makes room for another")
{
    Mood mood{.away = true};
    intake::Limits limits;
    limits.max_streams = 1;
    Collector collector(std::make_unique<MoodyStore>(mood), limits);
    {
        Client impatient(collector.server->address());
        REQUIRE(impatient.stream->Write(test::greeting_message()));
        REQUIRE(eventually([&] { return mood.asked > 0; }));
    }
    // The store is still away: who is let in hears nothing until its patience ends.
    CHECK(eventually([&] {
        Client next(collector.server->address(), 300ms);
        next.stream->Write(test::greeting_message(2));
        return next.next().kind_case() == v1::FromCollector::KIND_NOT_SET;
    }));
}
