// Reconnects and restarts are normal; two machines on copies of one spool are not.
#include "collector/store/boot_nonces.h"

#include <catch2/catch.hpp>

#include <string_view>

using namespace congto;
using store::BootNonce;
using store::BootNonces;

namespace {

using namespace std::chrono_literals;

BootNonce nonce(char name)
{
    return {static_cast<std::uint8_t>(name)};
}

// After greetings with these nonces, one each minute.
BootNonces after(std::string_view names, std::chrono::seconds apart = 60s)
{
    BootNonces nonces{nonce(names.front()), {}, 0, {}};
    model::Instant at{};
    for (const char name : names) {
        at += apart;
        nonces = nonces.greeted(nonce(name), at);
    }
    return nonces;
}

} // namespace

TEST_CASE("one agent that reconnects and restarts is one machine")
{
    CHECK_FALSE(after("AAAA").are_two_machines());
    CHECK_FALSE(after("ABCDEF").are_two_machines());
    CHECK_FALSE(after("AABBBCC").are_two_machines());
}

TEST_CASE("a greeting that was long under way is no second machine")
{
    CHECK_FALSE(after("ABA").are_two_machines());
    CHECK_FALSE(after("ABAB").are_two_machines());
    CHECK_FALSE(after("ABABBB").are_two_machines());
    CHECK_FALSE(after("ABACDC").are_two_machines());
}

TEST_CASE("two nonces that come back in turn are two machines")
{
    CHECK(after("ABABA").are_two_machines());
    CHECK(after("AAABBABBA").are_two_machines());
    CHECK(after("ZABABA").are_two_machines());
}

TEST_CASE("returns count together only within ten minutes")
{
    CHECK(after("ABABA", 299s).are_two_machines());
    CHECK_FALSE(after("ABABA", 301s).are_two_machines());
    CHECK_FALSE(after("ABABABABAB", 301s).are_two_machines());
}
