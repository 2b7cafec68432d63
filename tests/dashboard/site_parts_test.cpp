// What a request is read with.
#include "collector/dashboard/cookies.h"
#include "collector/dashboard/fields.h"
#include "collector/dashboard/markup.h"
#include "collector/dashboard/origin.h"
#include "collector/dashboard/proxies.h"
#include "collector/dashboard/target.h"
#include "collector/dashboard/words.h"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

using namespace congto::dashboard;
using namespace std::string_literals;

namespace {

const std::string kSecret(52, 'q');

HttpRequest bringing(std::vector<std::pair<std::string, std::string>> headers,
                     const std::string& peer = "10.0.0.1")
{
    return {"POST", "/", std::move(headers), {}, peer};
}

} // namespace

TEST_CASE("fields are decoded once, in order")
{
    CHECK(read_fields("") == Fields{});
    CHECK(read_fields("a=1&b=two+words&a=%C4%90%25%2541") ==
          Fields{{"a", "1"}, {"b", "two words"}, {"a", "Đ%%41"}});
    CHECK(read_fields("all-time&x=") == Fields{{"all-time", ""}, {"x", ""}});
    CHECK(read_fields("a=b=c") == Fields{{"a", "b=c"}});
    CHECK(only({{"a", "1"}}, "a") == "1");
    CHECK_FALSE(only({{"a", "1"}, {"a", "1"}}, "a"));
    CHECK_FALSE(only({{"a", "1"}}, "b"));
}

TEST_CASE("fields that are none are refused whole")
{
    for (const auto& text :
         {"a=%"s,  "a=%4"s,  "a=%zz"s,    "a=%4g"s,       "a=%00"s, "a=%0A"s,    "a=%0d"s,
          "a=\n"s, "a=%7F"s, "a=%C2%85"s, "a=%E2%80%AE"s, "a=%FF"s, "a=%C0%AF"s, "=1"s,
          "&"s,    "a=1&"s,  "&a=1"s,     "a=1&&b=2"s,    "%00=1"s, "a=\0"s}) {
        INFO(text);
        CHECK_FALSE(read_fields(text));
    }
    std::string many = "a=1";
    for (int field = 1; field < 32; ++field) {
        many += "&a=1";
    }
    CHECK(read_fields(many));
    CHECK_FALSE(read_fields(many + "&a=1"));
}

TEST_CASE("a target is a path and a query, or nothing")
{
    const auto target = read_target("/api/v1/rates?month=2026-08&campaign=60+days");
    REQUIRE(target);
    CHECK(target->path == "/api/v1/rates");
    CHECK(target->query == Fields{{"month", "2026-08"}, {"campaign", "60 days"}});
    for (const auto& text :
         {""s, "login"s, "*"s, "http://congto.example/"s, "/ "s, "/\n"s, "/\0"s, "/a\x7f"s, "/đ"s,
          "/#x"s, "/?a=%"s, "/?a=%0a"s, "\\login"s, "/" + std::string(4096, 'a')}) {
        INFO(text);
        CHECK_FALSE(read_target(text));
    }
}

TEST_CASE("a session's secret is what no other cookie looks like")
{
    CHECK(session_secret_of(bringing({{"cookie", "a=1; __Host-congto=" + kSecret + "; b=2"}})) ==
          kSecret);
    CHECK(session_secret_of(bringing({})).empty());
    for (const auto& cookie :
         {"congto=" + kSecret, "__Host-congto" + kSecret, "__host-congto=" + kSecret,
          "__Host-congto=" + kSecret + "q", "__Host-congto=" + kSecret.substr(1),
          "__Host-congto=" + std::string(52, 'Q'), "__Host-congto=\"" + kSecret.substr(1),
          "__Host-congto=" + kSecret + "; __Host-congto=" + kSecret, "x__Host-congto=" + kSecret}) {
        INFO(cookie);
        CHECK(session_secret_of(bringing({{"cookie", cookie}})).empty());
    }
    CHECK(session_secret_of(bringing({{"cookie", "__Host-congto=" + kSecret},
                                      {"cookie", "__Host-congto=" + kSecret}}))
              .empty());
    CHECK(cookie_of_session(kSecret) ==
          "__Host-congto=" + kSecret + "; Path=/; HttpOnly; Secure; SameSite=Strict");
}

TEST_CASE("a form's origin is judged by what browsers say")
{
    const SiteRules rules{"https://Congto.example/", "https", {}, {}};
    const auto is_ours = [&](std::vector<std::pair<std::string, std::string>> headers) {
        return !foreign_origin(bringing(std::move(headers)), rules);
    };
    CHECK(is_ours({{"origin", "https://congto.example"}}));
    CHECK(is_ours({{"origin", "https://congto.example"}, {"sec-fetch-site", "same-origin"}}));
    CHECK(is_ours({{"referer", "https://congto.example/login?lang=en"}}));
    CHECK(is_ours({{"referer", "https://congto.example"}, {"sec-fetch-site", "none"}}));
    for (const char* other : {"https://evil.example", "http://congto.example",
                              "https://congto.example:8443", "https://congto.example.evil.example",
                              "https://x@congto.example", "null", "", "https://congto.example/",
                              "congto.example", "https://evil.example/https://congto.example"}) {
        INFO(other);
        CHECK_FALSE(is_ours({{"origin", other}}));
        CHECK_FALSE(is_ours({{"origin", other}, {"referer", "https://congto.example/"}}));
    }
    for (const char* other :
         {"https://evil.example/https://congto.example/", "null", "",
          "https://congto.example.evil.example/", "https://congto.example@evil.example/"}) {
        INFO(other);
        CHECK_FALSE(is_ours({{"referer", other}}));
    }
    CHECK_FALSE(is_ours({}));
    CHECK_FALSE(
        is_ours({{"origin", "https://congto.example"}, {"origin", "https://congto.example"}}));
    for (const char* site : {"cross-site", "same-site", ""}) {
        CHECK_FALSE(is_ours({{"origin", "https://congto.example"}, {"sec-fetch-site", site}}));
    }
}

TEST_CASE("without an address the site is what requests call it")
{
    const auto is_ours = [](const char* scheme, const char* origin, const char* host) {
        return !foreign_origin(bringing({{"origin", origin}, {"host", host}}),
                               {{}, scheme, {}, {}});
    };
    CHECK(is_ours("https", "https://10.0.0.9:7443", "10.0.0.9:7443"));
    CHECK(is_ours("http", "http://localhost:8080", "LOCALHOST:8080"));
    CHECK_FALSE(is_ours("https", "http://10.0.0.9:7443", "10.0.0.9:7443"));
    CHECK_FALSE(is_ours("https", "https://10.0.0.9", "10.0.0.9:7443"));
    CHECK_FALSE(is_ours("https", "https://", ""));
    CHECK(foreign_origin(bringing({{"origin", "https://a"}, {"host", "a"}, {"host", "b"}}), {}));
}

TEST_CASE("an address behind a proxy is the one the proxy wrote itself")
{
    const std::vector<std::string> proxies{"10.9.9.9", "fd00::1"};
    const auto from = [&](const std::string& peer, const std::string& forwarded) {
        return address_of(bringing({{"x-forwarded-for", forwarded}}, peer), proxies);
    };
    CHECK(from("10.9.9.9", "192.0.2.7") == "192.0.2.7");
    CHECK(from("10.9.9.9", "203.0.113.1, 192.0.2.7") == "192.0.2.7");
    CHECK(from("::ffff:10.9.9.9", "192.0.2.7") == "192.0.2.7");
    CHECK(from("fd00:0::1", "2001:db8::7") == "2001:db8::7");
    CHECK(from("10.0.0.1", "192.0.2.7") == "10.0.0.1");
    for (const auto& nonsense : {""s, "unknown"s, "192.0.2.7,"s, "192.0.2.7\nforged"s,
                                 "192.0.2.7:80"s, "::ffff:19\0forged"s}) {
        CHECK(from("10.9.9.9", nonsense) == "10.9.9.9");
    }
    CHECK(address_of(bringing({{"x-forwarded-for", "192.0.2.1"}, {"x-forwarded-for", "192.0.2.2"}},
                              "10.9.9.9"),
                     proxies) == "192.0.2.2");
    CHECK(address_of(bringing({}, "10.9.9.9"), proxies) == "10.9.9.9");
}

TEST_CASE("text becomes text in a page, whatever it holds")
{
    CHECK(filled("<p title=\"{{a}}\">{{a}}{{b}}</p>",
                 {{"a", "<i>&\"'{{b}}"}, {"b", Html{"<b>x</b>"}}})
              .text == "<p title=\"&lt;i&gt;&amp;&quot;&#39;{{b}}\">&lt;i&gt;&amp;&quot;&#39;{{b}}"
                       "<b>x</b></p>");
    CHECK_THROWS_AS(filled("{{a}}", {}), std::logic_error);
    CHECK_THROWS_AS(filled("{{a", {{"a", "x"}}), std::logic_error);
}

TEST_CASE("both languages have the same words")
{
    const auto& vietnamese = words_in(Language::vietnamese);
    const auto& english = words_in(Language::english);
    CHECK(vietnamese.size() > 50);
    for (const auto& [name, said] : vietnamese) {
        INFO(name);
        CHECK(english.contains(name));
        CHECK_FALSE(std::get<std::string>(said).empty());
    }
    CHECK(english.size() == vietnamese.size());
}
