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
    Proxied() : Visiting(behind_proxy()) {}

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
    const auto login = site.named("/login", "minh");
    CHECK(login.status == 303);
    CHECK(header(login, "Location") == "/");
    const auto start = site.named("/", "Minh");
    CHECK(start.status == 200); // at once: a redirect would bring no cookie either
    CHECK(start.body.find("<dd>minh</dd>") != start.body.npos);
    const std::string cookie = cookie_set_by(start);
    for (const char* shown_as : {"image", "iframe", "empty", ""}) {
        for (const char* target : {"/", "/login"}) {
            const auto hidden = site.ask(
                with(site.from_proxy(site.getting(target), "minh"), "sec-fetch-dest", shown_as));
            CHECK(hidden.status == 400);
            CHECK(header(hidden, "Set-Cookie").empty());
        }
    }
    CHECK(site.ask(with(site.from_proxy(site.getting("/"), "minh"), "sec-fetch-dest", "document"))
              .status == 200);
    const auto again = site.named("/", "minh", cookie);
    CHECK(again.status == 200);
    CHECK(header(again, "Set-Cookie").empty());
    CHECK(site.named("/api/v1/rates?month=2026-01", "minh", cookie).status == 200);
    // The proxy may have asked the browser for more, and passed it on.
    auto basic = site.from_proxy(site.getting("/api/v1/rates?month=2026-01"), "minh");
    basic = with(with(basic, "cookie", cookie), "authorization", "Basic bWluaDp4");
    CHECK(site.ask(basic).status == 200);

    const auto other = site.named("/", "lan", cookie);
    CHECK(other.status == 200);
    CHECK(other.body.find("<dd>lan</dd>") != other.body.npos);
    CHECK(cookie_set_by(other) != cookie);
    CHECK(site.named("/api/v1/rates?month=2026-01", "minh", cookie).status == 401);
    const std::string of_lan = cookie_set_by(other);
    CHECK(site.named("/api/v1/rates?month=2026-01", "", of_lan).status == 401);
    CHECK(site.named("/api/v1/rates?month=2026-01", "lan", of_lan).status == 401); // ended by that
    bool is_noted = false;
    for (const auto& act : site.people().acts()) {
        is_noted = is_noted || act == "sign in minh by single sign-on";
    }
    CHECK(is_noted);
}

TEST_CASE("a session the proxy is brought before it names somebody is not gone on with")
{
    const Proxied site;
    const std::string planted = "__Host-congto=" + std::string(52, 'b');
    CHECK(cookie_set_by(site.named("/", "minh", planted)) != planted);
    const std::string of_lan = site.cookie_of("lan"); // by password, elsewhere
    const auto taken = site.named("/login", "minh", of_lan);
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
    const auto once = site.from_proxy(site.getting("/"), "minh");
    CHECK(site.ask(with(once, "x-remote-user", "minh")).status == 403);
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

} // namespace congto::test
