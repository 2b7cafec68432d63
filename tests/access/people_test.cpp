// Who signs in, who is kept out, and when it ends.
#include "tests/access/signing_in.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <thread>

namespace congto::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* kWrong = "none of these at all";

// What somebody who may not is told.
access::NotSignedIn refusal(const SigningIn& here, const std::string& account,
                            const std::string& password)
{
    return std::get<access::NotSignedIn>(here.people->sign_in(account, password, kHost));
}

TEST_CASE("who signs in is known by the cookie's value, and no longer after signing out")
{
    const SigningIn here;
    const auto lan = here.sign_in("Lan");
    REQUIRE(lan);
    CHECK(lan->secret.size() == 52);
    const auto session = here.people->session(lan->secret);
    REQUIRE(session);
    CHECK(session->viewer == access::Viewer{"lan", access::Role::unit, "H44"});
    CHECK(session->anti_forgery == lan->session.anti_forgery);
    CHECK(session->anti_forgery.size() == 64);
    CHECK(session->anti_forgery.find(lan->secret) == std::string::npos);

    const auto again = here.sign_in("lan");
    REQUIRE(again);
    CHECK(again->secret != lan->secret);
    CHECK(again->session.anti_forgery != lan->session.anti_forgery);
    here.people->sign_out(lan->secret, kHost);
    CHECK_FALSE(here.people->session(lan->secret));
    CHECK(here.people->session(again->secret));
    CHECK(here.acts().front() == "sign out lan ");
}

TEST_CASE(
    "a wrong password, no such name, and an account that is locked or disabled are told the same")
{
    const SigningIn here;
    const auto wrong = refusal(here, "lan", kWrong);
    CHECK(wrong.why == access::Refused::wrong);
    for (int tried = 0; tried < 4; ++tried) {
        refusal(here, "minh", kWrong);
    }
    refusal(here, "minh", kWrong); // the fifth
    REQUIRE(access::disable_account(*here.book(), "root", "operator test", here.clock.now()));
    for (const char* name :
         {"nobody", "minh", "root", "", "a name\nwith lines", "'; DROP TABLE account; --"}) {
        const auto told = refusal(here, name, kPassword);
        CHECK(told.why == wrong.why);
        CHECK(told.detail == wrong.detail);
    }
    CHECK(access::accounts(*here.book()).size() == 3);
    CHECK(here.people->refusals().at("sign in") == 12);
}

TEST_CASE("five wrong passwords lock an account for a minute, each one more for twice as long")
{
    const SigningIn here;
    const auto locked_for = [&] {
        const auto account = access::account_named(*here.book(), "lan");
        return account->locked_until ? *account->locked_until - here.clock.now() : 0us;
    };
    for (int tried = 1; tried <= 4; ++tried) {
        refusal(here, "lan", kWrong);
        CHECK(locked_for() == 0us);
    }
    for (const auto lock : {1min, 2min, 4min, 8min, 16min, 32min, 60min, 60min}) {
        refusal(here, "lan", kWrong);
        CHECK(locked_for() == lock);
        CHECK_FALSE(here.sign_in("lan")); // the right one, and it is not counted
        CHECK(locked_for() == lock);
        here.clock.advance(lock);
    }
    CHECK(here.sign_in("lan"));
    refusal(here, "lan", kWrong);
    CHECK(locked_for() == 0us);
}

TEST_CASE("many tries at once are no way around the lock")
{
    const SigningIn here;
    std::vector<std::thread> guessers;
    for (int at = 0; at < 10; ++at) {
        guessers.emplace_back([&] { here.people->sign_in("lan", kWrong, kHost); });
    }
    for (std::thread& guesser : guessers) {
        guesser.join();
    }
    CHECK(access::account_named(*here.book(), "lan")->tried == 5);
    CHECK_FALSE(here.sign_in("lan"));
    REQUIRE(access::unlock_account(*here.book(), "lan", "operator test", here.clock.now()));
    CHECK(here.sign_in("lan"));
}

TEST_CASE("a session ends unused after half an hour, used after half a day")
{
    const SigningIn here;
    const auto idle = here.sign_in("lan");
    here.clock.advance(29min);
    CHECK(here.people->session(idle->secret));
    here.clock.advance(29min);
    CHECK(here.people->session(idle->secret));
    here.clock.advance(30min);
    CHECK_FALSE(here.people->session(idle->secret));

    const auto used = here.sign_in("lan");
    for (int minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
        here.clock.advance(20min);
        REQUIRE(here.people->session(used->secret));
    }
    here.clock.advance(20min);
    CHECK_FALSE(here.people->session(used->secret));
}

TEST_CASE("disabling an account and a new password end its sessions")
{
    const SigningIn here;
    const auto lan = here.sign_in("lan");
    const auto minh = here.sign_in("minh");
    REQUIRE(access::disable_account(*here.book(), "lan", "operator test", here.clock.now()));
    CHECK_FALSE(here.people->session(lan->secret));
    CHECK_FALSE(here.sign_in("lan"));
    REQUIRE(access::enable_account(*here.book(), "lan", "operator test", here.clock.now()));
    CHECK_FALSE(here.people->session(lan->secret));
    CHECK(here.sign_in("lan"));

    const std::string hash = access::hash_of("another long one");
    REQUIRE(access::set_password(*here.book(), "minh", hash, "operator test", here.clock.now()));
    CHECK_FALSE(here.people->session(minh->secret));
    CHECK_FALSE(here.sign_in("minh"));
    CHECK(here.sign_in("minh", "another long one"));
}

TEST_CASE("who changes his password stays signed in, here alone")
{
    const SigningIn here;
    const auto here_alone = here.sign_in("lan");
    const auto elsewhere = here.sign_in("lan");
    const auto change = [&](const std::string& old_one, const std::string& new_one) {
        return here.people->change_password(here_alone->secret, old_one, new_one, kHost);
    };
    CHECK(change(kWrong, "a new long password").value_or("").starts_with("the old password"));
    CHECK(change(kPassword, "short") == "the new password has fewer than 12 characters");
    CHECK(here.people->session(elsewhere->secret));
    CHECK(change(kPassword, "a new long password") == std::nullopt);
    CHECK(here.people->session(here_alone->secret));
    CHECK_FALSE(here.people->session(elsewhere->secret));
    CHECK_FALSE(here.sign_in("lan"));
    CHECK(here.sign_in("lan", "a new long password"));
    CHECK(here.people->change_password("none", kPassword, kPassword, kHost));
}

TEST_CASE("guessing the old password of a session locks as signing in does")
{
    const SigningIn here;
    const auto lan = here.sign_in("lan");
    for (int tried = 0; tried < 5; ++tried) {
        here.people->change_password(lan->secret, kWrong, "a new long password", kHost);
    }
    CHECK(here.people->change_password(lan->secret, kPassword, "a new long password", kHost));
    CHECK_FALSE(here.sign_in("lan"));
}

TEST_CASE("a proxy that knows who it is needs no password")
{
    const SigningIn here;
    REQUIRE(access::make_account(*here.book(), {"hoa@hue.example", access::Role::unit, "H57"}, {},
                                 "operator test", here.clock.now()));
    const auto outcome = here.people->sign_in_by_proxy("Hoa@hue.example", kHost);
    const auto& hoa = std::get<access::SignedIn>(outcome);
    CHECK(here.people->session(hoa.secret)->viewer.unit == "H57");
    CHECK_FALSE(here.sign_in("hoa@hue.example", ""));
    for (const char* name : {"nobody", "", "root\nroot"}) {
        CHECK(std::get_if<access::NotSignedIn>(&static_cast<const access::People::Outcome&>(
                  here.people->sign_in_by_proxy(name, kHost))) != nullptr);
    }
}

TEST_CASE("single sign-on is for accounts without a password, and not without end")
{
    const SigningIn here;
    REQUIRE(access::make_account(*here.book(), {"hoa", access::Role::unit, "H57"}, {},
                                 "operator test", here.clock.now()));
    const auto is_in = [&](const char* name) {
        return std::holds_alternative<access::SignedIn>(here.people->sign_in_by_proxy(name, kHost));
    };
    CHECK_FALSE(is_in("minh"));
    std::size_t times = 0;
    for (int tried = 0; tried < 100; ++tried) {
        times += is_in("hoa") ? 1 : 0;
    }
    CHECK(times == 10);
    for (int minutes = 0; minutes < 3; ++minutes) {
        here.clock.advance(1min);
        for (int tried = 0; tried < 10; ++tried) {
            REQUIRE(is_in("hoa"));
        }
    }
    const auto book = here.book();
    SQLite::Statement sessions(*book, "SELECT count(*) FROM session");
    REQUIRE(sessions.executeStep());
    CHECK(sessions.getColumn(0).getInt() == access::kMostSessions);
}

TEST_CASE("figures are read while access.db cannot be written")
{
    const SigningIn here;
    const auto lan = here.sign_in("lan");
    const std::string token = here.token("lan");
    here.clock.advance(5min);
    const auto holder = here.book();
    SQLite::Transaction held(*holder, SQLite::TransactionBehavior::IMMEDIATE);
    CHECK(here.people->session(lan->secret));
    CHECK(here.people->token_holder(token, kHost));
}

TEST_CASE("strangers do not keep what somebody signed in tries out of the trail")
{
    const SigningIn here;
    for (int tried = 0; tried < 30; ++tried) {
        here.people->note_refusal(kHost, "forged form", "/login", "");
    }
    here.people->note_refusal(kHost, "figures of others", "/api/v1/rates", "not those of H57",
                              "lan");
    CHECK(here.acts().front() == "figures of others refused /api/v1/rates not those of H57");
}

TEST_CASE("strangers use up strangers' turns alone")
{
    const SigningIn here({{}, 6, 3});
    REQUIRE(here.sign_in("lan")); // from a host that is known from now on
    here.clock.advance(1min);
    const auto from = [&](int host) {
        return here.people->sign_in("minh", kPassword, "10.9.0." + std::to_string(host));
    };
    for (int host = 0; host < 6; ++host) {
        CHECK(std::holds_alternative<access::SignedIn>(from(host)));
    }
    CHECK(std::holds_alternative<access::NotSignedIn>(from(6)));
    for (int tried = 0; tried < 3; ++tried) {
        CHECK(here.sign_in("lan"));
    }
    CHECK_FALSE(here.sign_in("lan"));
}

TEST_CASE("who tries too often is told to wait, and fills no trail")
{
    const SigningIn here({{}, 1000, 10});
    std::size_t too_many = 0;
    for (int tried = 0; tried < 30; ++tried) {
        too_many += refusal(here, "nobody", kWrong).why == access::Refused::too_many ? 1 : 0;
    }
    CHECK(too_many == 20);
    CHECK(here.people->refusals().at("sign in") == 30);
    CHECK(here.acts().size() == 3 + 5); // three accounts were made
    here.clock.advance(1min);
    CHECK(here.sign_in("lan"));
}

TEST_CASE("what is typed for a name and is none is not in the trail: it may be a password")
{
    const SigningIn here;
    refusal(here, "hunter2-hunter2", "lan");
    refusal(here, "lan", kWrong);
    for (const std::string& line : here.acts()) {
        CHECK(line.find("hunter2") == std::string::npos);
        CHECK(line.find(kWrong) == std::string::npos);
    }
    CHECK(here.acts().front() == "sign in refused lan ");
}

} // namespace
} // namespace congto::test
