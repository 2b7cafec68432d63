#include "tests/intake/listening.h"

#include "config/runtime/failure.h"

#include <catch2/catch.hpp>

using namespace congto;
using test::Client;
using test::Collector;

namespace {

// One batch of one dossier, as the first of its spool.
v1::FromAgent first_batch(test::FakeAgent& maker)
{
    return maker.batch_of({"H44.14-260103-0001"});
}

} // namespace

TEST_CASE("an agent on a socket is welcomed, receipted, and remembered by the next start")
{
    test::Ministry elsewhere; // only to make batches
    test::FakeAgent maker(elsewhere.around);
    Collector collector;
    {
        Client client(collector.server->address());
        REQUIRE(client.stream->Write(test::greeting_message()));
        CHECK(client.next().welcome().durable_sequence() == 0);
        REQUIRE(client.stream->Write(first_batch(maker)));
        CHECK(client.next().receipt().through_sequence() == 1);
    }
    collector.server.reset();
    collector.start();
    Client client(collector.server->address());
    v1::FromAgent greeting = test::greeting_message();
    greeting.mutable_greeting()->set_assigned_sequence(1);
    greeting.mutable_greeting()->set_assigned_chain(
        std::string(maker.chain.begin(), maker.chain.end()));
    REQUIRE(client.stream->Write(greeting));
    const v1::FromCollector welcome = client.next();
    CHECK(welcome.welcome().durable_sequence() == 1);
    CHECK(welcome.welcome().resume() == v1::RESUME_CONTINUE);
}

TEST_CASE("a collector that shuts down says so")
{
    Collector collector;
    Client client(collector.server->address());
    REQUIRE(client.stream->Write(test::greeting_message()));
    REQUIRE(client.next().has_welcome());
    collector.server.reset();
    CHECK(client.next().refusal().reason() == v1::REASON_SHUTTING_DOWN);
}

TEST_CASE("more streams than allowed are told to come back later")
{
    intake::Limits limits;
    limits.max_streams = 1;
    Collector collector(limits);
    Client first(collector.server->address());
    REQUIRE(first.stream->Write(test::greeting_message()));
    REQUIRE(first.next().has_welcome());
    Client second(collector.server->address());
    CHECK(second.next().refusal().reason() == v1::REASON_BUSY);
}

TEST_CASE("a batch that is too large is refused with its reason; a flood ends its stream unread")
{
    intake::Limits limits;
    limits.batch_limit_bytes = 64 << 10;
    Collector collector(limits);
    Client large(collector.server->address());
    REQUIRE(large.stream->Write(test::greeting_message()));
    REQUIRE(large.next().has_welcome());
    v1::FromAgent batch;
    batch.mutable_batch()->set_body(std::string(3 * limits.batch_limit_bytes, 'x'));
    REQUIRE(large.stream->Write(batch));
    const v1::FromCollector refused = large.next();
    CHECK(refused.refusal().reason() == v1::REASON_TOO_LARGE);
    CHECK(refused.refusal().detail().find("at most 65536") != std::string::npos);

    Client flooding(collector.server->address());
    v1::FromAgent flood;
    flood.mutable_batch()->set_body(std::string(1 << 20, 'x'));
    flooding.stream->Write(flood);
    CHECK(flooding.next().kind_case() == v1::FromCollector::KIND_NOT_SET);
    CHECK(flooding.stream->Finish().error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED);

    Client sane(collector.server->address());
    REQUIRE(sane.stream->Write(test::greeting_message(2)));
    CHECK(sane.next().has_welcome());
}

TEST_CASE("an address that is taken, or a certificate that is not there, is said at once")
{
    Collector collector;
    test::FilledStore other;
    other.close();
    intake::ServerParts parts;
    parts.listening.address = collector.server->address();
    CHECK_THROWS_AS(intake::Server(parts, store::open_store(other.state()), collector.clock),
                    runtime::Unavailable);
    parts.listening = {std::string(test::kLoopback),
                       intake::TlsFiles{"/nowhere/ca", "/nowhere/c", "/nowhere/k"}};
    CHECK_THROWS_AS(intake::Server(parts, store::open_store(other.state()), collector.clock),
                    runtime::BadSettings);
}
