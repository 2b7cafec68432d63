// Passwords: which are good, what is kept, and that a keyboard makes no other one.
#include "collector/access/password_text.h"
#include "config/runtime/failure.h"
#include "tests/access/signing_in.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

// "mật khẩu của Lan", as Windows writes it, as macOS does, and with the marks the other way round.
constexpr const char* kComposed = "m\u1eadt kh\u1ea9u c\u1ee7a Lan";
constexpr const char* kDecomposed = "ma\u0323\u0302t kha\u0302\u0309u cu\u0309a Lan";
constexpr const char* kMixed = "m\u00e2\u0323t kh\u00e2\u0309u c\u1ee7a Lan";

TEST_CASE("a password is kept as argon2id, each time with another salt")
{
    const std::string hash = access::hash_of(kPassword);
    CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    CHECK(hash != access::hash_of(kPassword));
    CHECK(access::is_password(kPassword, hash));
    CHECK_FALSE(access::is_password("correct horse batter", hash));
    CHECK_FALSE(access::is_password("", hash));
    CHECK_FALSE(access::is_password(kPassword, ""));
    CHECK_FALSE(access::is_password(std::string(5000, 'x'), hash));
}

TEST_CASE("a password that is easily guessed is none")
{
    CHECK(access::fault_of_password("mật khẩu dài", "lan") == std::nullopt);
    CHECK(access::fault_of_password("eleven char", "lan") == "has fewer than 12 characters");
    CHECK(access::fault_of_password("aaaaaaaaaaaaaa", "lan") == "is too easy to guess");
    CHECK(access::fault_of_password("lan@hue.example", "lan@hue.example") ==
          "is too easy to guess");
    CHECK(access::fault_of_password("ấấấấấấấấấấấấấ", "lan") == "is too easy to guess");
    CHECK(access::fault_of_password("a tab\tin the middle", "lan") == "holds a control character");
    CHECK(access::fault_of_password(std::string(1025, 'x') + "y", "lan") ==
          "is longer than 1,024 bytes");
}

TEST_CASE("a password typed composed or decomposed is one password")
{
    for (const char* kept : {kComposed, kDecomposed, kMixed}) {
        const std::string hash = access::hash_of(kept);
        for (const char* typed : {kComposed, kDecomposed, kMixed}) {
            CHECK(access::is_password(typed, hash));
        }
        CHECK_FALSE(access::is_password("mat khau cua Lan", hash));
        CHECK_FALSE(access::is_password("m\u1eadt kh\u1ea9u c\u1ee7a lan", hash));
    }
}

TEST_CASE("what is hashed has one kind of space, and letters as they were written")
{
    using access::password_text;
    CHECK(password_text(kDecomposed) == kComposed);
    for (const char* space : {"\u00a0", "\u2003", "\u202f", "\u3000", " "}) {
        CHECK(password_text(std::string("one") + space + "two") == "one two");
    }
    // No case is folded, no width, no compatible form: that would be fewer passwords.
    for (const char* kept : {"LaN", "\uff21", "\ufb01", "\u2460", "a\\b", "\U0001f600", ""}) {
        CHECK(password_text(kept) == kept);
    }
    CHECK(password_text("\xe1\xba") == std::nullopt);
    CHECK(password_text("\U000e0fff") == std::nullopt);
}

TEST_CASE("the limits of a password are of what is hashed")
{
    const auto times = [](const char* letter, int count) {
        std::string text = "1";
        for (int at = 1; at < count; ++at) {
            text += letter;
        }
        return text;
    };
    const char* composed = "\u1ead";
    const char* decomposed = "a\u0323\u0302";
    const std::string too_short = "has fewer than 12 characters";
    const std::string too_long = "is longer than 1,024 bytes";
    for (const char* letter : {composed, decomposed}) {
        CHECK(access::fault_of_password(times(letter, 11), "lan") == too_short);
        CHECK(access::fault_of_password(times(letter, 12), "lan") == std::nullopt);
        CHECK(access::fault_of_password(times(letter, 342), "lan") == std::nullopt);
        CHECK(access::fault_of_password(times(letter, 343), "lan") == too_long);
        CHECK(access::is_password(times(composed, 342), access::hash_of(times(letter, 342))));
    }
}

TEST_CASE("what is no text can be no password, and is wrong like any other")
{
    const std::string no_text = "\xff\xfe and more of it";
    CHECK(access::fault_of_password(no_text, "lan").value_or("").starts_with("is not UTF-8: "));
    CHECK(access::fault_of_password("not yet \U000e0fff in Unicode", "lan") ==
          "holds a character that Unicode does not have");
    CHECK_THROWS_AS(access::hash_of(no_text), runtime::BadSettings);
    CHECK_FALSE(access::is_password(no_text, access::hash_of("")));

    const SigningIn here;
    const auto told = [&](const std::string& password) {
        return std::get<access::NotSignedIn>(here.people->sign_in("lan", password, kHost)).detail;
    };
    CHECK(told(no_text) == told("none of these at all"));
    CHECK(access::account_named(*here.book(), "lan")->tried == 2);
}

TEST_CASE("who got a password on one machine signs in on another, and changes it")
{
    const SigningIn here;
    const std::string hash = access::hash_of(kDecomposed);
    REQUIRE(access::set_password(*here.book(), "lan", hash, "operator test", here.clock.now()));
    const auto lan = here.sign_in("lan", kComposed);
    REQUIRE(lan);
    CHECK(here.people->change_password(lan->secret, kMixed, "m\u1eadt kh\u1ea9u m\u1edbi", kHost) ==
          std::nullopt);
    CHECK(here.sign_in("lan", "ma\u0323\u0302t kha\u0302\u0309u mo\u031b\u0301i"));
}

} // namespace
} // namespace congto::test
