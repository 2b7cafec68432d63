// Single sign-on by a proxy, and who only says he is one.
#include "tests/dashboard/visiting.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

dashboard::SiteRules behind_proxy()
{
    return {kOurs, "https", {kProxy}, {{kProxy}, "x-remote-user"}};
}

class Proxied : public Visiting {
public:
    // With "hoa" of the ministry and "son" of H44, who have no passwords.
    Proxied() : Visiting(behind_proxy())
    {
        const auto book = people().book();
        const auto now = people().clock.now();
        access::make_account(*book, {"hoa", access::Role::ministry, {}}, {}, "operator test", now);
        access::make_account(*book, {"son", access::Role::unit, "H44"}, {}, "operator test", now);
    }

    // From the proxy, for somebody at 192.0.2.7; empty: it names nobody.
    HttpRequest from_proxy(HttpRequest request, const std::string& account) const
    {
        request.peer = kProxy;
        request = with(std::move(request), "x-forwarded-for", "203.0.113.66, 192.0.2.7");
        return account.empty() ? request : with(std::move(request), "x-remote-user", account);
    }

    HttpResponse named(const std::string& target, const std::string& account,
                       const std::string& cookie = {}) const
    {
        auto request = from_proxy(getting(target), account);
        return ask(cookie.empty() ? request : with(std::move(request), "cookie", cookie));
    }
};

} // namespace

TEST_CASE("whom the proxy names is signed in, and goes on while it names him")
{
    const Proxied site;
    const auto login = site.named("/login", "hoa");
    CHECK(login.status == 303);
    CHECK(header(login, "Location") == "/");
    const auto start = site.named("/", "Hoa");
    CHECK(start.status == 200); // at once: a redirect would bring no cookie either
    CHECK(start.body.find("<dd>hoa</dd>") != start.body.npos);
    const std::string cookie = cookie_set_by(start);
    for (const char* shown_as : {"image", "iframe", "empty", ""}) {
        for (const char* target : {"/", "/login", "/password", "/rates?month=2026-01"}) {
            const auto hidden = site.ask(
                with(site.from_proxy(site.getting(target), "hoa"), "sec-fetch-dest", shown_as));
            CHECK(hidden.status == 400);
            CHECK(header(hidden, "Set-Cookie").empty());
        }
    }
    CHECK(site.ask(with(site.from_proxy(site.getting("/"), "hoa"), "sec-fetch-dest", "document"))
              .status == 200);
    for (const char* target : {"/password", "/rates?month=2026-01"}) {
        const auto page = site.named(target, "hoa");
        CHECK(page.status == 200);
        CHECK_FALSE(cookie_set_by(page).empty());
    }
    const auto again = site.named("/", "hoa", cookie);
    CHECK(again.status == 200);
    CHECK(header(again, "Set-Cookie").empty());
    CHECK(site.named("/api/v1/rates?month=2026-01", "hoa", cookie).status == 200);
    // The proxy may have asked the browser for more, and passed it on.
    auto basic = site.from_proxy(site.getting("/api/v1/rates?month=2026-01"), "hoa");
    basic = with(with(basic, "cookie", cookie), "authorization", "Basic bWluaDp4");
    CHECK(site.ask(basic).status == 200);

    const auto other = site.named("/", "son", cookie);
    CHECK(other.status == 200);
    CHECK(other.body.find("<dd>son</dd>") != other.body.npos);
    CHECK(cookie_set_by(other) != cookie);
    CHECK(site.named("/api/v1/rates?month=2026-01", "hoa", cookie).status == 401);
    const std::string of_lan = cookie_set_by(other);
    CHECK(site.named("/api/v1/rates?month=2026-01", "", of_lan).status == 401);
    CHECK(site.named("/api/v1/rates?month=2026-01", "son", of_lan).status == 401); // ended by that
    bool is_noted = false;
    for (const auto& act : site.people().acts()) {
        is_noted = is_noted || act == "sign in hoa by single sign-on";
    }
    CHECK(is_noted);
}

TEST_CASE("a session the proxy is brought before it names somebody is not gone on with")
{
    const Proxied site;
    const std::string planted = "__Host-congto=" + std::string(52, 'b');
    CHECK(cookie_set_by(site.named("/", "hoa", planted)) != planted);
    const std::string of_lan = site.cookie_of("lan"); // by password, elsewhere
    const auto taken = site.named("/login", "hoa", of_lan);
    CHECK(cookie_set_by(taken) != of_lan);
    CHECK(site.ask(with(site.getting("/"), "cookie", of_lan)).status == 303);
}

TEST_CASE("a name from anybody else is refused, counted and noted, on every path")
{
    const Proxied site;
    const std::string cookie = site.cookie_of("lan");
    std::uint64_t refused = 0;
    for (const char* target : {"/", "/login", "/password", "/nothing", "/healthz", "/style.css",
                               "/api/v1/indicators", "/api/v1/rates?month=2026-01"}) {
        for (const char* name : {"root", "lan", ""}) {
            INFO(target << ' ' << name);
            auto request =
                with(with(site.getting(target), "cookie", cookie), "x-remote-user", name);
            CHECK(site.ask(request).status == 403);
            CHECK(header(site.ask(request), "Set-Cookie").empty());
            // Who says he is the proxy is not.
            CHECK(site.ask(with(request, "x-forwarded-for", kProxy)).status == 403);
            CHECK(site.people().people->refusals()["single sign-on"] == (refused += 3));
        }
    }
    auto form = with(site.signing_in("lan", kPassword), "x-remote-user", "root");
    CHECK(site.ask(form).status == 403);
    CHECK(site.ask(with(site.getting("/"), "cookie", cookie)).status == 200);
}

TEST_CASE("a name that is none, or twice, is refused")
{
    const Proxied site;
    for (const auto& name :
         {std::string("minh\nx-remote-user: root"), std::string("minh\x1b[2J"),
          std::string(129, 'a'), std::string("mi\0nh", 5), std::string("\xff")}) {
        CHECK(site.named("/", name).status == 403);
    }
    const auto once = site.from_proxy(site.getting("/"), "hoa");
    CHECK(site.ask(with(once, "x-remote-user", "hoa")).status == 403);
    CHECK(site.ask(with(site.from_proxy(site.getting("/"), ""), "x-remote-user", "")).status ==
          403);
    CHECK(site.people().people->refusals()["single sign-on"] == 7);
    for (const char* unknown : {"nobody", "root'--", "<script>"}) {
        const auto response = site.named("/", unknown);
        CHECK(response.status == 403);
        CHECK(header(response, "Set-Cookie").empty());
        CHECK(response.body.find("<script>") == response.body.npos);
    }
    for (const auto& act : site.people().acts()) {
        CHECK(act.find('\n') == act.npos);
        CHECK(act.find("script") == act.npos);
    }
}

TEST_CASE("where single sign-on names nobody, nobody is signed in, by password neither")
{
    const Proxied site;
    CHECK(site.named("/", "").status == 303);
    CHECK(site.named("/login", "").status == 401);
    CHECK(site.ask(site.from_proxy(site.signing_in("minh", kPassword), "")).status == 401);
    const auto as_lan = site.ask(site.from_proxy(site.signing_in("minh", kPassword), "lan"));
    CHECK(as_lan.status == 303);
    CHECK(header(as_lan, "Set-Cookie").empty());
    CHECK(site.named("/healthz", "").status == 200);
    const auto token = site.people().token("minh");
    CHECK(site.ask(with(site.from_proxy(site.getting("/api/v1/rates?month=2026-01"), ""),
                        "authorization", "Bearer " + token))
              .status == 200);
}

TEST_CASE("without single sign-on its header is like any other")
{
    const Visiting visiting;
    CHECK(visiting.ask(with(visiting.getting("/login"), "x-remote-user", "root")).status == 200);
}

TEST_CASE("an account with a password is nobody's whom a proxy names")
{
    const Proxied site;
    for (const char* target : {"/", "/login"}) {
        const auto refused = site.named(target, "minh");
        CHECK(refused.status == 403);
        CHECK(header(refused, "Set-Cookie").empty());
    }
}

TEST_CASE("who signs out behind a proxy is told that it would let him in again")
{
    const Proxied site;
    const auto start = site.named("/", "hoa");
    const std::string cookie = cookie_set_by(start);
    const auto form = with(
        site.from_proxy(site.sending("/logout", "anti_forgery=" + anti_forgery_in(start)), "hoa"),
        "cookie", cookie);
    const auto out = site.ask(form);
    CHECK(out.status == 200);
    CHECK(header(out, "Location").empty());
    CHECK(site.named("/api/v1/rates?month=2026-01", "hoa", cookie).status == 401);
}

} // namespace congto::test
