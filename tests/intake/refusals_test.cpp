// What was refused: counted, said, and told of, without end and without filling anything.
#include "collector/intake/handshakes.h"
#include "collector/intake/refusals.h"
#include "tests/intake/fake_agent.h"
#include "tests/runtime/standard_error.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace congto::test {
namespace {

using namespace std::chrono_literals;
using intake::Refusal;
using intake::Refusals;

Refusal of_other_unit(const std::string& agent = "H44/main")
{
    return {"other_unit", agent, "4d", "ipv4:10.1.2.3:4711", "the settings say H26"};
}

std::ptrdiff_t lines_in(const std::string& text)
{
    return std::count(text.begin(), text.end(), '\n');
}

TEST_CASE("what is refused is counted, and said at once and then once a minute")
{
    Refusals refusals;
    ManualClock clock;
    const std::string first = runtime::test::standard_error_of([&] {
        for (int time = 0; time < 100; ++time) {
            refusals.note(of_other_unit(), clock.now());
        }
    });
    CHECK(lines_in(first) == 1);
    for (const char* part : {"agent=H44/main", "certificate=4d", "10.1.2.3:4711", "other_unit"}) {
        CHECK(first.find(part) != std::string::npos);
    }
    clock.advance(1min);
    const std::string later =
        runtime::test::standard_error_of([&] { refusals.note(of_other_unit(), clock.now()); });
    CHECK(later.find("times=100") != std::string::npos);
    const auto counts = refusals.counts();
    CHECK(counts.at("other_unit") == 101);
    CHECK(counts.at("two_machines") == 0);
}

TEST_CASE("one agent's refusals do not keep another's out of the log")
{
    Refusals refusals;
    ManualClock clock;
    const std::string said = runtime::test::standard_error_of([&] {
        refusals.note(of_other_unit(), clock.now());
        refusals.note(of_other_unit("H57/main"), clock.now());
    });
    CHECK(lines_in(said) == 2);
}

TEST_CASE("the trail is told of the first at once, and of the rest once an hour")
{
    Refusals refusals;
    ManualClock clock;
    runtime::test::standard_error_of([&] {
        for (int time = 0; time < 5; ++time) {
            refusals.note(of_other_unit(), clock.now());
            const auto told = refusals.to_be_told(clock.now());
            REQUIRE(told.size() == (time == 0 ? 1 : 0));
        }
        clock.advance(1h);
        const auto told = refusals.to_be_told(clock.now());
        REQUIRE(told.size() == 1);
        CHECK(told.front().times == 4);
        CHECK(told.front().last.agent == "H44/main");
        clock.advance(1h);
        CHECK(refusals.to_be_told(clock.now()).empty());
    });
}

TEST_CASE("the trail is told of those alone that mean something and say who it was")
{
    Refusals refusals;
    ManualClock clock;
    runtime::test::standard_error_of([&] {
        refusals.note({"other_unit", "", "", "ipv4:127.0.0.1:1", ""}, clock.now());
        refusals.note({"sequence_gap", "H44/main", "4d", "", ""}, clock.now());
        refusals.note({"certificate_over", "H44/main", "4d", "", ""}, clock.now());
    });
    CHECK(refusals.to_be_told(clock.now()).empty());
}

TEST_CASE("however many are refused, memory and trail stay small, and all are counted")
{
    Refusals refusals;
    ManualClock clock;
    const std::string said = runtime::test::standard_error_of([&] {
        for (std::size_t at = 0; at < 2 * Refusals::kMostKnown; ++at) {
            refusals.note(of_other_unit("H44/" + std::to_string(at)), clock.now());
        }
    });
    CHECK(lines_in(said) == Refusals::kMostKnown);
    CHECK(refusals.counts().at("other_unit") == 2 * Refusals::kMostKnown);
    CHECK(refusals.to_be_told(clock.now()).size() == Refusals::kMostTold);
    CHECK(refusals.to_be_told(clock.now()).empty());
    clock.advance(1h);
    CHECK(refusals.to_be_told(clock.now()).size() == Refusals::kMostTold);
}

TEST_CASE("revoked agents that call on keep nobody else out of the trail")
{
    Refusals refusals;
    ManualClock clock;
    std::size_t others = 0;
    runtime::test::standard_error_of([&] {
        for (int hour = 0; hour < 48; ++hour) {
            for (int agent = 0; agent < 30; ++agent) {
                refusals.note({"certificate_not_taken", "H44/" + std::to_string(agent), "", "", ""},
                              clock.now());
            }
            refusals.note({"two_machines", "H57/main", "", "", ""}, clock.now());
            for (const auto& told : refusals.to_be_told(clock.now())) {
                others += told.last.cause == "two_machines" ? 1 : 0;
            }
            clock.advance(1h);
        }
    });
    CHECK(others >= 46);
}

TEST_CASE("a refused conversation says who it was, and for what cause")
{
    Ministry ministry;
    Refusals refusals;
    ministry.around.refusals = &refusals;
    runtime::test::standard_error_of([&] {
        FakeAgent agent(ministry.around, intake::Certified{"H57", "main", "4d", {}});
        agent.say(greeting_message());
        while (agent.heard()) {
        }
    });
    const auto told = refusals.to_be_told(ministry.clock.now());
    REQUIRE(told.size() == 1);
    CHECK(told.front().last.cause == "other_unit");
    CHECK(told.front().last.agent == "H57/main");
    CHECK(told.front().last.serial == "4d");
    CHECK(refusals.counts().at("other_unit") == 1);
    CHECK(refusals.counts().at("malformed") == 0);
}

TEST_CASE("a line of gRPC's log says why a handshake failed")
{
    const auto cause = [](const std::string& what) {
        return intake::cause_of_line("Handshake failed with fatal error SSL_ERROR_SSL: " + what);
    };
    CHECK(cause("error:0A0000C7:SSL routines::peer did not return a certificate.") ==
          "no_certificate");
    CHECK(cause("error:0A000086:SSL routines::certificate verify failed.") ==
          "certificate_not_verified");
    CHECK(cause("error:0A0000C1:SSL routines::no shared cipher.") == "older_tls");
    CHECK(cause("error:0A00010B:SSL routines::wrong version number.") == "no_tls");
    CHECK(cause("error:0A00009C:SSL routines::http request.") == "no_tls");
    CHECK(cause("error:0A000416:SSL routines::ssl/tls alert certificate unknown.") == "other");
    CHECK(cause("") == "other");
    CHECK(intake::cause_of_line("socket closed: error:0A0000C7").empty());
    CHECK(intake::cause_of_line("").empty());
}

} // namespace
} // namespace congto::test
