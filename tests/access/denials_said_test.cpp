// Who asks for certificates without end fills no log, and no memory.
#include "collector/access/denials_said.h"
#include "tests/runtime/standard_error.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace congto::test {
namespace {

using namespace std::chrono_literals;
using access::DenialsSaid;

access::NotGiven unknown_token(const std::string& from)
{
    return {runtime::Severity::warning, from, "unknown", "the token is not known here"};
}

std::ptrdiff_t lines_in(const std::string& text)
{
    return std::count(text.begin(), text.end(), '\n');
}

TEST_CASE("who is given no certificate is said at once, and then once a minute with how often")
{
    DenialsSaid said;
    ManualClock clock;
    const std::string first = runtime::test::standard_error_of([&] {
        for (int time = 0; time < 200; ++time) {
            said.note(unknown_token("10.1.2.3"), clock.now());
        }
    });
    CHECK(lines_in(first) == 1);
    for (const char* part : {"from=10.1.2.3", "cause=unknown", "not known here", "times=1"}) {
        CHECK(first.find(part) != std::string::npos);
    }
    clock.advance(1min);
    const std::string later = runtime::test::standard_error_of(
        [&] { said.note(unknown_token("10.1.2.3"), clock.now()); });
    CHECK(later.find("times=200") != std::string::npos);
}

TEST_CASE("another host and another cause are said beside those of many lines")
{
    DenialsSaid said;
    ManualClock clock;
    const std::string both = runtime::test::standard_error_of([&] {
        said.note(unknown_token("10.1.2.3"), clock.now());
        said.note({runtime::Severity::warning, "10.1.2.3", "too_many", "ask again"}, clock.now());
        said.note(unknown_token("10.9.9.9"), clock.now());
    });
    CHECK(lines_in(both) == 3);
}

TEST_CASE("whoever has one network of IPv6 is one host, and hides no other")
{
    DenialsSaid said;
    ManualClock clock;
    const std::string all = runtime::test::standard_error_of([&] {
        for (std::size_t host = 0; host < 2 * DenialsSaid::kMostKnown; ++host) {
            said.note(unknown_token("[2001:db8::" + std::to_string(host % 9999) + "]"),
                      clock.now());
        }
        said.note(unknown_token("10.9.9.9"), clock.now());
    });
    CHECK(lines_in(all) == 2);
}

TEST_CASE("more hosts than are remembered add no lines, until a minute is over")
{
    DenialsSaid said;
    ManualClock clock;
    const auto all_hosts = [&] {
        return lines_in(runtime::test::standard_error_of([&] {
            for (std::size_t host = 0; host < DenialsSaid::kMostKnown + 500; ++host) {
                said.note(unknown_token("host " + std::to_string(host)), clock.now());
            }
        }));
    };
    CHECK(all_hosts() == DenialsSaid::kMostKnown);
    CHECK(all_hosts() == 0);
    clock.advance(1min);
    CHECK(all_hosts() == DenialsSaid::kMostKnown);
}

} // namespace
} // namespace congto::test
