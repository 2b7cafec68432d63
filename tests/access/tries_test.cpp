// How often a password may be tried: strangers lock out strangers, and nobody guesses faster for
// it.
#include "collector/access/network.h"
#include "collector/access/tries.h"
#include "tests/access/signing_in.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <chrono>

namespace congto::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* kWrong = "none of these at all";
constexpr const char* kHome = "10.0.0.7";
constexpr const char* kStranger = "192.0.2.66";

bool is_in(const SigningIn& here, const std::string& from, const std::string& password = kPassword,
           const std::string& account = "lan")
{
    return std::holds_alternative<access::SignedIn>(here.people->sign_in(account, password, from));
}

// Looks as nobody does: what would be counted, and how long it is locked.
access::Tries tries_from(const SigningIn& here, const std::string& from)
{
    const auto book = here.book();
    return access::tries_of(*book, *access::account_named(*book, "lan"), from, here.clock.now());
}

std::vector<std::string> known_to(const SigningIn& here)
{
    const auto book = here.book();
    SQLite::Statement rows(*book, "SELECT network FROM account_network ORDER BY seen_at, network");
    std::vector<std::string> networks;
    while (rows.executeStep()) {
        networks.push_back(rows.getColumn(0).getString());
    }
    return networks;
}

void guess(const SigningIn& here, const std::string& from, int times)
{
    // Without the work of looking at a password.
    for (int tried = 0; tried < times; ++tried) {
        const auto book = here.book();
        const auto account = access::account_named(*book, "lan");
        const auto tries = access::tries_of(*book, *account, from, here.clock.now());
        if (!tries.is_locked(here.clock.now())) {
            access::count_try(*book, tries, here.clock.now());
        }
    }
}

} // namespace

TEST_CASE("a stranger who tries for ever does not keep out who signed in before")
{
    const SigningIn here;
    REQUIRE(is_in(here, kHome));
    for (int hour = 0; hour < 5; ++hour) {
        CHECK_FALSE(is_in(here, kStranger, kWrong));
        guess(here, kStranger, 20);
        REQUIRE(tries_from(here, kStranger).is_locked(here.clock.now()));
        CHECK(is_in(here, kHome));
        // Who knows the password is a stranger there all the same.
        CHECK_FALSE(is_in(here, kStranger));
        here.clock.advance(1h);
    }
    CHECK(tries_from(here, kHome).tried == 0);
    CHECK(is_in(here, kStranger)); // not locked now, and known from now on
    CHECK(tries_from(here, kStranger).network == kStranger);
    CHECK(tries_from(here, "192.0.2.67").tried == 0);
}

TEST_CASE("from where somebody signed in wrong ones lock there alone, for as long")
{
    const SigningIn here;
    REQUIRE(is_in(here, kHome));
    for (const auto lock : {1min, 2min, 4min, 8min, 16min, 32min, 60min, 60min}) {
        guess(here, kHome, 30);
        CHECK(*tries_from(here, kHome).locked_until - here.clock.now() == lock);
        CHECK_FALSE(is_in(here, kHome));
        CHECK(*tries_from(here, kHome).locked_until - here.clock.now() == lock); // not longer
        here.clock.advance(lock);
    }
    CHECK(tries_from(here, kStranger).tried == 0);
    CHECK(is_in(here, kHome));
    CHECK(tries_from(here, kHome).tried == 0);
}

TEST_CASE("what strangers tried is not forgotten because the owner signs in at home")
{
    const SigningIn here;
    REQUIRE(is_in(here, kHome));
    guess(here, kStranger, 4);
    REQUIRE(is_in(here, kHome));
    CHECK(tries_from(here, kStranger).tried == 4);
    CHECK(tries_from(here, "198.51.100.1").tried == 4); // strangers are one
    guess(here, "198.51.100.1", 1);
    CHECK_FALSE(is_in(here, kStranger));
    REQUIRE(access::unlock_account(*here.book(), "lan", "operator test", here.clock.now()));
    CHECK(is_in(here, kStranger));
}

TEST_CASE("a day after the last lock wrong ones count anew, and guessing gains nothing by it")
{
    const SigningIn here;
    guess(here, kStranger, 5);
    here.clock.advance(1min + 24h - 1s);
    CHECK(tries_from(here, kStranger).tried == 5);
    here.clock.advance(1s);
    CHECK(tries_from(here, kStranger).tried == 0);
    // As fast as it goes: each try at once, or when the lock ends, for a week.
    const SigningIn there;
    int looked_at = 0;
    const auto end = there.clock.now() + 24h * 7;
    while (there.clock.now() < end) {
        const auto before = tries_from(there, kStranger);
        guess(there, kStranger, 1);
        looked_at += tries_from(there, kStranger).tried - before.tried == 1 ? 1 : 0;
        const auto after = tries_from(there, kStranger);
        if (after.is_locked(there.clock.now())) {
            there.clock.advance(*after.locked_until - there.clock.now());
        }
    }
    CHECK(looked_at > 24 * 7);
    CHECK(looked_at < 24 * 7 + 12);
}

TEST_CASE("a host is known for 90 days, and the last eight are")
{
    const SigningIn here;
    REQUIRE(is_in(here, kHome));
    here.clock.advance(24h * 90 - 1s);
    CHECK(tries_from(here, kHome).network == kHome);
    here.clock.advance(1s);
    CHECK(tries_from(here, kHome).network.empty());
    const auto note = [&](const std::string& from) {
        const auto book = here.book();
        access::note_right(*book, tries_from(here, from), from, here.clock.now());
        here.clock.advance(1s);
    };
    std::vector<std::string> last;
    for (int host = 1; host <= 12; ++host) {
        note("10.0.1." + std::to_string(host));
        if (host > 12 - access::kMostNetworks) {
            last.push_back("10.0.1." + std::to_string(host));
        }
    }
    CHECK(known_to(here) == last);
    CHECK(access::account_named(*here.book(), "lan")->networks == access::kMostNetworks);
}

TEST_CASE("who has one address of a network of IPv6 has all of them")
{
    CHECK(access::network_of("2001:db8:1:2:3::4") == "2001:db8:1:2::/64");
    CHECK(access::network_of("[2001:db8:1:2:ffff::]") == "2001:db8:1:2::/64");
    CHECK(access::network_of("fe80::1%eth0") == "fe80::/64");
    CHECK(access::network_of("2001:db8:1:3::4") == "2001:db8:1:3::/64");
    CHECK(access::network_of("::ffff:10.0.0.1") == "::ffff:10.0.0.1");
    CHECK(access::network_of("10.0.0.1") == "10.0.0.1");
    const SigningIn here;
    REQUIRE(is_in(here, "2001:db8:1:2:3::4"));
    CHECK(known_to(here) == std::vector<std::string>{"2001:db8:1:2::/64"});
    CHECK_FALSE(tries_from(here, "2001:db8:1:2::9").network.empty());
    CHECK(tries_from(here, "2001:db8:1:3::9").network.empty());
}

TEST_CASE("from where somebody signed in is forgotten with the account, and never known of others")
{
    const SigningIn here;
    CHECK_FALSE(is_in(here, kHome, kWrong));
    CHECK(known_to(here).empty());
    REQUIRE(is_in(here, kHome));
    REQUIRE(is_in(here, kStranger, kPassword, "minh"));
    CHECK(tries_from(here, kStranger).network.empty());
    REQUIRE(access::disable_account(*here.book(), "lan", "operator test", here.clock.now()));
    CHECK(known_to(here) == std::vector<std::string>{kStranger});
    // Single sign-on knows whom it lets in.
    REQUIRE(access::make_account(*here.book(), {"hoa", access::Role::unit, "H57"}, {},
                                 "operator test", here.clock.now()));
    here.people->sign_in_by_proxy("hoa", kHome);
    CHECK(known_to(here).size() == 1);
}

TEST_CASE("nobody is told whether he is a stranger")
{
    const SigningIn here;
    REQUIRE(is_in(here, kHome));
    guess(here, kStranger, 5);
    const auto told = [&](const std::string& from, const std::string& password) {
        return std::get<access::NotSignedIn>(here.people->sign_in("lan", password, from)).detail;
    };
    const std::string locked = told(kStranger, kPassword);
    CHECK(told(kStranger, kWrong) == locked);
    CHECK(told(kHome, kWrong) == locked);
    CHECK(std::get<access::NotSignedIn>(here.people->sign_in("nobody", kWrong, kHome)).detail ==
          locked);
}

} // namespace congto::test
