// Signing in and out.
#include "tests/dashboard/visiting.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace congto::test {
namespace {

// Nobody's session, though it could be one.
const std::string kPlanted = "__Host-congto=" + std::string(52, 'a');

// Of the inputs: what a browser sends of that page's form.
std::vector<std::string> names_in(const HttpResponse& page)
{
    std::vector<std::string> names;
    const std::string before = "name=\"";
    for (auto at = page.body.find("<main>"); (at = page.body.find(before, at)) != page.body.npos;) {
        at += before.size();
        names.push_back(page.body.substr(at, page.body.find('"', at) - at));
    }
    return names;
}

std::size_t entries_with(const Visiting& visiting, const std::string& text)
{
    const auto acts = visiting.people().acts();
    return static_cast<std::size_t>(std::count_if(
        acts.begin(), acts.end(), [&](const auto& act) { return act.find(text) != act.npos; }));
}

} // namespace

TEST_CASE("who signs in gets a cookie that scripts, other sites and plain lines never see")
{
    const Visiting visiting;
    CHECK(visiting.get("/").status == 303);
    CHECK(header(visiting.get("/"), "Location") == "/login");
    const auto form = visiting.get("/login");
    CHECK(form.status == 200);
    CHECK(header(form, "Set-Cookie").empty());
    CHECK(names_in(form) == std::vector<std::string>{"account", "password"});

    const auto in = visiting.ask(visiting.signing_in("minh", kPassword));
    CHECK(in.status == 303);
    CHECK(header(in, "Location") == "/");
    const std::string set = header(in, "Set-Cookie");
    CHECK(set.substr(0, 14) == "__Host-congto=");
    CHECK(set.substr(14 + 52) == "; Path=/; HttpOnly; Secure; SameSite=Strict");

    const auto start = visiting.ask(with(visiting.getting("/"), "cookie", cookie_set_by(in)));
    CHECK(start.status == 200);
    CHECK(start.body.find("<dd>minh</dd>") != start.body.npos);
    CHECK(start.body.find(cookie_set_by(in).substr(14)) == start.body.npos);
    CHECK(visiting.ask(with(visiting.getting("/login"), "cookie", cookie_set_by(in))).status ==
          303);
}

TEST_CASE("a session that a browser brings is never the one it goes on with")
{
    const Visiting visiting;
    const auto as = [&](const std::string& cookie) {
        return visiting.ask(with(visiting.getting("/"), "cookie", cookie)).status;
    };
    const auto planted =
        visiting.ask(with(visiting.signing_in("minh", kPassword), "cookie", kPlanted));
    CHECK(planted.status == 303);
    const std::string first = cookie_set_by(planted);
    CHECK(first != kPlanted);
    CHECK(as(kPlanted) == 303);
    CHECK(as(first) == 200);
    // Of somebody who signs in over a session that is good: of another, and of his own.
    const auto over = visiting.ask(with(visiting.signing_in("lan", kPassword), "cookie", first));
    const std::string second = cookie_set_by(over);
    CHECK(second != first);
    CHECK(as(first) == 303);
    CHECK(as(second) == 200);
    const auto wrong = visiting.ask(with(visiting.signing_in("lan", "x"), "cookie", second));
    CHECK(wrong.status == 401);
    CHECK(as(second) == 200);
    // Nor is one ever read from an address.
    CHECK(visiting.get("/?__Host-congto=" + second.substr(14)).status == 303);
}

TEST_CASE("who signs out is signed out at the collector")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("minh");
    const auto start = visiting.ask(with(visiting.getting("/"), "cookie", cookie));
    const auto out = visiting.ask(with(
        visiting.sending("/logout", "anti_forgery=" + anti_forgery_in(start)), "cookie", cookie));
    CHECK(out.status == 303);
    CHECK(header(out, "Location") == "/login");
    CHECK(header(out, "Set-Cookie") ==
          "__Host-congto=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0");
    CHECK(visiting.ask(with(visiting.getting("/"), "cookie", cookie)).status == 303);
    CHECK(entries_with(visiting, "sign out minh") == 1);
}

TEST_CASE("whoever does not sign in learns nothing of why")
{
    const Visiting visiting;
    std::set<std::string> shapes;
    for (const auto* account :
         {"minh", "nobody", "", "MINH%2E", "%27%20OR%201=1%20--", "minh%20"}) {
        const auto refused = visiting.ask(visiting.signing_in(account, "not the password"));
        CHECK(refused.status == 401);
        CHECK(header(refused, "Set-Cookie").empty());
        std::string shape = refused.body;
        for (const auto& [name, value] : refused.headers) {
            shape += name + ": " + value + '\n';
        }
        shapes.insert(shape);
    }
    for (int tries = 0; tries < 6; ++tries) {
        visiting.ask(visiting.signing_in("lan", "wrong"));
    }
    const auto locked = visiting.ask(visiting.signing_in("lan", kPassword));
    CHECK(locked.status == 401);
    CHECK(shapes.size() == 1);
    CHECK(shapes.begin()->find("not the password") == std::string::npos);
    CHECK(entries_with(visiting, "not the password") == 0);
    CHECK(shapes.begin()->starts_with(locked.body));
}

TEST_CASE("who comes too often is told when to come again")
{
    const SigningIn people(access::PeopleRules{{}, 1000, 2});
    const auto site = dashboard::make_site({{}, {}, {}, *people.people, people.clock});
    const Visiting visiting;
    const auto request = visiting.signing_in("minh", "wrong");
    CHECK(site(request).status == 401);
    CHECK(site(request).status == 401);
    const auto often = site(request);
    CHECK(often.status == 429);
    CHECK(header(often, "Retry-After") == "60");
}

TEST_CASE("one's own password is changed in one's own session")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("lan");
    const std::string elsewhere = visiting.cookie_of("lan");
    const auto page = visiting.ask(with(visiting.getting("/password"), "cookie", cookie));
    CHECK(page.status == 200);
    CHECK(names_in(page) ==
          std::vector<std::string>{"anti_forgery", "old_password", "new_password", "new_again"});
    for (const auto* rule : {"autocomplete=\"current-password\"", "autocomplete=\"new-password\"",
                             "autocomplete=\"username\"", "for=\"old_password\""}) {
        CHECK(page.body.find(rule) != page.body.npos);
    }
    const auto change = [&](const std::string& fields) {
        return visiting.ask(
            with(visiting.sending("/password", "anti_forgery=" + anti_forgery_in(page) + fields),
                 "cookie", cookie));
    };
    const std::string old_one = "&old_password=correct+horse+battery";
    const std::string fresh = "&new_password=a+much+better+one&new_again=a+much+better+one";
    const auto refused = change("&old_password=wrong" + fresh);
    CHECK(refused.status == 400);
    CHECK(refused.body.find("mật khẩu đang dùng không đúng") != refused.body.npos);
    CHECK(change(old_one + "&new_password=a+much+better+one&new_again=another+one+wholly").status ==
          400);
    const auto weak = change(old_one + "&new_password=short&new_again=short");
    CHECK(weak.status == 400);
    CHECK(weak.body.find("ít nhất 12 ký tự, không phải") != weak.body.npos);
    CHECK(change(old_one).status == 400);
    CHECK(change(old_one + fresh + "&account=root").status == 400);
    const auto changed = change(old_one + fresh);
    CHECK(changed.status == 200);
    CHECK(changed.body.find("a much better one") == changed.body.npos);
    CHECK(visiting.ask(with(visiting.getting("/"), "cookie", cookie)).status == 200);
    CHECK(visiting.ask(with(visiting.getting("/"), "cookie", elsewhere)).status == 303);
    CHECK(visiting.ask(visiting.signing_in("lan", "a much better one")).status == 303);
    CHECK(visiting.get("/password").status == 303);
    // "mật khẩu mới", typed on one keyboard and pasted from another.
    const auto twice =
        change("&old_password=a+much+better+one&new_password=m%E1%BA%ADt+kh%E1%BA%A9u"
               "+m%E1%BB%9Bi&new_again=ma%CC%A3%CC%82t+kha%CC%82%CC%89u+mo%CC%9B%CC%81i");
    CHECK(twice.status == 200);
}

TEST_CASE("a session ends by itself, and says so by asking to sign in")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("minh");
    const auto at = [&](const std::string& target) {
        return visiting.ask(with(visiting.getting(target), "cookie", cookie)).status;
    };
    visiting.people().clock.advance(std::chrono::minutes(29));
    CHECK(at("/") == 200);
    visiting.people().clock.advance(std::chrono::minutes(31));
    CHECK(at("/") == 303);
    CHECK(at("/api/v1/rates?month=2026-01") == 401);
}

} // namespace congto::test
