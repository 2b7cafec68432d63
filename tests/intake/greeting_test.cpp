#include "collector/intake/greeting.h"
#include "tests/intake/fake_agent.h"

#include <catch2/catch.hpp>

#include <functional>

using namespace congto;
using intake::Reason;

namespace {

// Why a greeting changed in this way is refused; none: it is accepted.
std::optional<Reason> refusal_after(const std::function<void(v1::Greeting&)>& change,
                                    const std::optional<std::string>& certified = std::nullopt)
{
    v1::FromAgent message = test::greeting_message();
    change(*message.mutable_greeting());
    const auto unit_of = [](std::string_view code) {
        return code == "H44" ? std::optional<store::UnitId>(7) : std::nullopt;
    };
    const auto checked = intake::checked(message.greeting(), certified, unit_of);
    const auto* refused = std::get_if<intake::Refused>(&checked);
    if (refused == nullptr) {
        return std::nullopt;
    }
    CHECK_FALSE(refused->detail.empty());
    return refused->reason;
}

} // namespace

TEST_CASE("a lawful greeting is accepted, of the unit the register knows")
{
    CHECK_FALSE(refusal_after([](v1::Greeting&) {}));
    CHECK_FALSE(refusal_after([](v1::Greeting& g) { g.set_protocol_max(9); }));
    CHECK_FALSE(refusal_after([](v1::Greeting&) {}, "H44"));
}

TEST_CASE("a greeting is refused for each thing that can be wrong with it")
{
    CHECK(refusal_after([](v1::Greeting& g) { g.set_protocol_min(2); }) == Reason::protocol);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_protocol_max(0); }) == Reason::protocol);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_digest_edition(2); }) ==
          Reason::digest_edition);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_unit("H99"); }) == Reason::unknown_unit);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_unit("'; DROP"); }) == Reason::unknown_unit);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_spool_id("short"); }) == Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_boot_nonce(""); }) == Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_key_id("123456789"); }) == Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_receipted_sequence(1); }) == Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_assigned_sequence(1); }) == Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_incarnation("x"); }) == Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.set_agent_version("1\n2"); }) == Reason::malformed);
}

TEST_CASE("a greeting is refused for sources without number, name or digest of their own")
{
    CHECK(refusal_after([](v1::Greeting& g) { g.clear_sources(); }) == Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.mutable_sources(0)->set_number(0); }) ==
          Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.mutable_sources(0)->set_number(65'536); }) ==
          Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.mutable_sources(0)->set_name("a b"); }) ==
          Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { g.mutable_sources(0)->set_mapping_digest(""); }) ==
          Reason::malformed);
    CHECK(refusal_after([](v1::Greeting& g) { *g.add_sources() = g.sources(0); }) ==
          Reason::malformed);
}

TEST_CASE("the certificate decides which unit an agent is of")
{
    CHECK(refusal_after([](v1::Greeting&) {}, "H17") == Reason::forbidden);
    CHECK(refusal_after([](v1::Greeting&) {}, "") == Reason::forbidden);
}
