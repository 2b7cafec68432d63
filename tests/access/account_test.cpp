// Accounts and API tokens: what is kept, and what a holder sees.
#include "collector/access/restored.h"
#include "config/runtime/failure.h"
#include "tests/access/signing_in.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace std::chrono_literals;

TEST_CASE("an account's name is plain, and there is one of a name")
{
    for (const char* name : {"lan", "le.van-a_1@hue.gov.example", "7"}) {
        CHECK(access::is_account_name(name));
    }
    for (const char* name : {"", "Lan", "lan anh", ".lan", "lan\n", "lân", "<b>", "../lan"}) {
        CHECK_FALSE(access::is_account_name(name));
    }
    CHECK_FALSE(access::is_account_name(std::string(65, 'a')));
    const SigningIn here;
    CHECK_FALSE(access::make_account(*here.book(), {"lan", access::Role::operators, {}}, {},
                                     "operator test", here.clock.now()));
    CHECK(access::account_named(*here.book(), "lan")->viewer.role == access::Role::unit);
    CHECK(here.acts().size() == 3);
}

TEST_CASE("no secret is in the file: neither passwords, nor tokens, nor cookies")
{
    const SigningIn here;
    const auto lan = here.sign_in("lan");
    const std::string token = here.token("lan");
    const std::string bytes = read_file(here.file());
    CHECK(bytes.find("argon2id") != std::string::npos);
    for (const std::string& secret :
         {std::string(kPassword), lan->secret, token, token.substr(7), lan->session.anti_forgery}) {
        CHECK(bytes.find(secret) == std::string::npos);
    }
}

TEST_CASE("an API token sees what its account sees, or one unit of it, until it is over or revoked")
{
    const SigningIn here;
    const auto holder = [&](const std::string& text) {
        return here.people->token_holder(text, kHost);
    };
    const std::string whole = here.token("minh");
    const std::string narrow = here.token("minh", "H57");
    const std::string own = here.token("lan");
    CHECK(whole.starts_with("congto_"));
    CHECK(holder(whole) == access::Viewer{"minh", access::Role::ministry, {}});
    CHECK(holder(narrow) == access::Viewer{"minh", access::Role::unit, "H57"});
    CHECK(holder(own) == access::Viewer{"lan", access::Role::unit, "H44"});
    CHECK_THROWS_AS(here.token("lan", "H57"), runtime::BadSettings);
    CHECK_THROWS_AS(here.token("nobody"), runtime::BadSettings);
    CHECK_FALSE(holder(""));
    CHECK_FALSE(holder("congto_" + std::string(52, 'a')));

    REQUIRE(access::revoke_api_token(*here.book(), 2, "operator test", here.clock.now()));
    CHECK_FALSE(access::revoke_api_token(*here.book(), 2, "operator test", here.clock.now()));
    CHECK_FALSE(holder(narrow));
    CHECK(here.acts().front() == "API token refused API token 2 good no more");
    REQUIRE(access::disable_account(*here.book(), "lan", "operator test", here.clock.now()));
    CHECK_FALSE(holder(own));
    CHECK_THROWS_AS(here.token("lan"), runtime::BadSettings);
    here.clock.advance(1h);
    CHECK_FALSE(holder(whole));
    CHECK(access::api_tokens(*here.book()).back().used_at);
}

TEST_CASE(
    "an account that gets another unit sees that alone, and nothing it was given before holds")
{
    const SigningIn here;
    const auto lan = here.sign_in("lan");
    const auto minh = here.sign_in("minh");
    const std::string token = here.token("lan");
    const std::string of_minh = here.token("minh");
    const auto change = [&](const access::Viewer& viewer) {
        return access::change_account(*here.book(), viewer, "moved", "operator test",
                                      here.clock.now());
    };
    CHECK_FALSE(change({"lan", access::Role::unit, "H44"}));
    CHECK_FALSE(change({"nobody", access::Role::unit, "H44"}));
    CHECK(here.people->session(lan->secret));
    REQUIRE(change({"lan", access::Role::unit, "H57"}));
    CHECK(here.acts().front() ==
          "account change lan was unit H44, is unit H57; 1 API tokens revoked; moved");
    CHECK_FALSE(here.people->session(lan->secret));
    CHECK_FALSE(here.people->token_holder(token, kHost));
    CHECK(here.sign_in("lan")->session.viewer == access::Viewer{"lan", access::Role::unit, "H57"});
    CHECK(here.people->token_holder(here.token("lan"), kHost)->unit == "H57");
    CHECK(here.people->session(minh->secret));
    CHECK(here.people->token_holder(of_minh, kHost));
    REQUIRE(change({"lan", access::Role::ministry, {}}));
    CHECK(here.sign_in("lan")->session.viewer.role == access::Role::ministry);
}

TEST_CASE("every act of an operator is in the trail")
{
    const SigningIn here;
    const auto book = here.book();
    const auto now = here.clock.now();
    const std::string actor = "operator test";
    here.token("lan");
    REQUIRE(access::set_password(*book, "lan", access::hash_of("another long one"), actor, now));
    REQUIRE(access::disable_account(*book, "lan", actor, now));
    REQUIRE(access::enable_account(*book, "lan", actor, now));
    for (const auto& act :
         {access::disable_account, access::enable_account, access::unlock_account}) {
        CHECK_FALSE(act(*book, "nobody", actor, now));
    }
    CHECK_FALSE(access::enable_account(*book, "lan", actor, now));
    CHECK_FALSE(access::set_password(*book, "nobody", "x", actor, now));
    const auto acts = here.acts();
    REQUIRE(acts.size() == 7);
    CHECK(acts[0] == "account enable lan ");
    CHECK(acts[1] == "account disable lan ");
    CHECK(acts[2] == "account password lan ");
    CHECK(acts[3].starts_with("api-token create lan API token 1 (monthly report), good until 20"));
    CHECK(acts[4] == "account create lan unit H44");
    CHECK(acts[6] == "account create root operator");
}

TEST_CASE("a backup that came back brings no session and no API token with it")
{
    const SigningIn here;
    const auto lan = here.sign_in("lan");
    const std::string token = here.token("minh");
    access::note_restored(*here.book(), "operator test", here.clock.now());
    CHECK_FALSE(here.people->session(lan->secret));
    CHECK_FALSE(here.people->token_holder(token, kHost));
    CHECK(here.sign_in("lan"));
    CHECK(here.acts()[2].find("0 tokens cancelled, 1 API tokens revoked") != std::string::npos);
}

} // namespace
} // namespace congto::test
