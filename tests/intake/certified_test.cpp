// Who an agent is by its certificate, at the greeting and while its stream runs.
#include "collector/intake/certified.h"
#include "collector/intake/conversations.h"
#include "config/runtime/failure.h"
#include "tests/intake/fake_agent.h"
#include "tests/support/manual_clock.h"
#include "tests/uplink/certificate.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>

namespace congto::test {
namespace {

using intake::Certified;

Certified of_unit(const char* unit, model::Moment over_at = intake::kNeverOver)
{
    return {unit, "main", "4d", model::Moment(), over_at};
}

v1::Refusal refusal_to(FakeAgent& agent)
{
    while (const auto message = agent.heard()) {
        if (message->has_refusal()) {
            return message->refusal();
        }
    }
    FAIL("the stream ended without a refusal");
    return {};
}

TEST_CASE("a certificate names unit and agent, or nobody")
{
    const KeyPair authority = certificate("authority", nullptr);
    const auto named = [&](const char* name) {
        const Certified read = intake::certified_by(certificate(name, &authority).certificate);
        CHECK_FALSE(read.serial.empty());
        return read.unit + ' ' + read.agent;
    };
    CHECK(named("congto://unit/H44/main") == "H44 main");
    CHECK(named("congto://unit/H44") == " ");
    CHECK(named("congto://unit/H44/") == " ");
    CHECK(named("congto://unit/H44/a/b") == " ");
    CHECK(named("congto://unit/h44/main") == " ");
    CHECK(named("congto://units/H44/main") == " ");
    CHECK(named("congto://ministry/statistics") == " ");
    CHECK(named("H44") == " ");
    CHECK(intake::certified_by("nothing").unit.empty());
    CHECK(intake::certified_by("").unit.empty());
}

TEST_CASE("the unit is the certificate's, whatever the greeting says")
{
    Ministry ministry;
    for (const char* unit : {"H26", "", "H4", "h44", "H44 "}) {
        INFO(unit);
        FakeAgent agent(ministry.around, of_unit(unit));
        agent.say(greeting_message());
        CHECK(refusal_to(agent).reason() == v1::REASON_FORBIDDEN);
    }
    FakeAgent own(ministry.around, of_unit("H44"));
    own.say(greeting_message());
    CHECK(own.heard()->has_welcome());
}

TEST_CASE("a certificate that is over or revoked is refused at the greeting")
{
    Ministry ministry;
    FakeAgent late(ministry.around, of_unit("H44", model::Moment(std::chrono::seconds(1000))));
    late.say(greeting_message());
    const v1::Refusal over = refusal_to(late);
    CHECK(over.reason() == v1::REASON_FORBIDDEN);
    CHECK(over.detail().find("is over") != std::string::npos);
    ministry.around.admission = [](const Certified& shown) {
        return shown.serial == "4d" ? std::optional<std::string>("revoked") : std::nullopt;
    };
    FakeAgent revoked(ministry.around, of_unit("H44"));
    revoked.say(greeting_message());
    CHECK(refusal_to(revoked).detail() == "revoked");
}

TEST_CASE("who ends a stream unsaid learns whether its certificate is taken")
{
    Ministry ministry;
    ministry.around.admission = [](const Certified& shown) {
        return shown.serial == "4d" ? std::optional<std::string>("revoked") : std::nullopt;
    };
    FakeAgent revoked(ministry.around, of_unit("H44"));
    revoked.conversation->hung_up();
    CHECK(refusal_to(revoked).detail() == "revoked");
    Certified good = of_unit("H44");
    good.serial = "4e";
    FakeAgent other(ministry.around, good);
    other.conversation->hung_up();
    CHECK_FALSE(other.heard());
}

TEST_CASE("a certificate is used when its agent goes on after the welcome, and told once")
{
    Ministry ministry;
    std::atomic<int> used = 0;
    ministry.around.used = [&](const Certified& shown) { used += shown.serial == "4d" ? 1 : 100; };
    FakeAgent agent(ministry.around, of_unit("H44"));
    agent.say(greeting_message(1));
    REQUIRE(agent.heard()->has_welcome());
    CHECK(used == 0); // the welcome may be lost
    agent.say(agent.batch_of({"X-260110-1"}));
    REQUIRE(agent.heard()->has_receipt());
    agent.say(agent.batch_of({"X-260110-2"}));
    REQUIRE(agent.heard()->has_receipt());
    CHECK(used == 1);
}

TEST_CASE("a stream whose certificate is taken no more is cut, and no other")
{
    Ministry ministry;
    std::atomic<bool> revoked = false;
    ministry.around.admission = [&](const Certified& shown) {
        return revoked && shown.serial == "4d" ? std::optional<std::string>("revoked")
                                               : std::nullopt;
    };
    FakeAgent agent(ministry.around, of_unit("H44"));
    agent.say(greeting_message(1));
    REQUIRE(agent.heard()->has_welcome());
    Certified other_certificate = of_unit("H44");
    other_certificate.serial = "4e";
    FakeAgent other(ministry.around, other_certificate);
    v1::FromAgent greeting = greeting_message(2);
    greeting.mutable_greeting()->mutable_sources(0)->set_name("archive");
    other.say(greeting);
    REQUIRE(other.heard()->has_welcome());
    ministry.conversations.check_certificates();
    CHECK_FALSE(agent.is_finished());
    revoked = true;
    ministry.conversations.check_certificates();
    CHECK(refusal_to(agent).detail() == "revoked");
    CHECK_FALSE(other.is_finished());
    other.say(other.batch_of({"X-260110-1"}));
    CHECK(other.heard()->has_receipt());
}

TEST_CASE("whether a certificate was revoked is not known now: who runs goes on, who comes waits")
{
    Ministry ministry;
    std::atomic<bool> known = true;
    ministry.around.admission = [&](const Certified&) -> std::optional<std::string> {
        if (!known) {
            throw runtime::Unavailable("access.db is held");
        }
        return std::nullopt;
    };
    FakeAgent agent(ministry.around, of_unit("H44"));
    agent.say(greeting_message(1));
    REQUIRE(agent.heard()->has_welcome());
    known = false;
    ministry.conversations.check_certificates();
    agent.say(agent.batch_of({"X-260110-1"}));
    CHECK(agent.heard()->has_receipt());
    FakeAgent next(ministry.around, of_unit("H44"));
    next.say(greeting_message(2));
    CHECK(refusal_to(next).reason() == v1::REASON_BUSY);
}

TEST_CASE("a stream whose certificate ends is cut, and one that says nothing")
{
    Ministry ministry;
    ManualClock clock(ministry.clock.now());
    intake::Surroundings around{ministry.writer, ministry.conversations, ministry.around.unit_of,
                                ministry.around.limits, clock};
    FakeAgent agent(around, of_unit("H44", std::chrono::floor<std::chrono::seconds>(clock.now()) +
                                               std::chrono::hours(1)));
    agent.say(greeting_message(1));
    REQUIRE(agent.heard()->has_welcome());
    FakeAgent silent(around, of_unit("H44"));
    clock.advance(std::chrono::seconds(30));
    ministry.conversations.check_certificates();
    CHECK_FALSE(silent.is_finished());
    clock.advance(std::chrono::seconds(1));
    ministry.conversations.check_certificates();
    CHECK(refusal_to(silent).detail().find("begins with a greeting") != std::string::npos);
    CHECK_FALSE(agent.is_finished());
    clock.advance(std::chrono::hours(1));
    ministry.conversations.check_certificates();
    CHECK(refusal_to(agent).detail().find("is over") != std::string::npos);
}

} // namespace
} // namespace congto::test
