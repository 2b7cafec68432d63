// Where somebody was going who has to sign in first, and where nobody is ever sent.
#include "tests/dashboard/visiting.h"

#include "collector/dashboard/way.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

namespace congto::test {
namespace {

const std::string kRates = "/rates?month=2026-01";
const std::string kToRates = "%2Frates%3Fmonth%3D2026-01";

// Where who signs in is sent, when the form says that he was going to `to` (escaped).
std::string sent_to(const Visiting& visiting, const std::string& to, const std::string& query = {})
{
    auto request = visiting.signing_in("minh", kPassword);
    request.target += query;
    request.body += "&to=" + to;
    const auto in = visiting.ask(request);
    CHECK(in.status == 303);
    CHECK(in.body == header(in, "Location") + '\n');
    return header(in, "Location");
}

bool says(const HttpResponse& page, const std::string& text)
{
    return page.body.find(text) != page.body.npos;
}

} // namespace

TEST_CASE("who follows a link after his session signs in and is where he was going")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("minh");
    const auto at = [&](const std::string& target, const std::string& brought) {
        return visiting.ask(with(visiting.getting(target), "cookie", brought));
    };
    CHECK(at(kRates, cookie).body == visiting.asked_by("minh", "/api/v1" + kRates).body);
    visiting.people().clock.advance(std::chrono::hours(1));
    const auto sent = at(kRates, cookie);
    CHECK(sent.status == 303);
    CHECK(header(sent, "Location") == "/login?to=" + kToRates);
    const auto form = visiting.get("/login?to=" + kToRates);
    CHECK(says(form, R"(name="to" value="/rates?month=2026-01")"));
    CHECK(says(form, "href=\"/login?to=" + kToRates + "&amp;lang=en\""));
    auto wrong = visiting.signing_in("minh", "wrong");
    wrong.body += "&to=" + kToRates;
    const auto again = visiting.ask(wrong);
    CHECK(again.status == 401);
    CHECK(says(again, R"(name="to" value="/rates?month=2026-01")"));
    CHECK(sent_to(visiting, kToRates) == kRates);
    CHECK(at(kRates, visiting.cookie_of("minh")).status == 200);
    // Who is signed in by now has nothing to type.
    CHECK(header(at("/login?to=" + kToRates, visiting.cookie_of("minh")), "Location") == kRates);
}

TEST_CASE("the way back is in the language he signed in with")
{
    const Visiting visiting;
    const auto location = [&](const std::string& target) {
        return header(visiting.get(target), "Location");
    };
    CHECK(location("/password?lang=en") == "/login?to=%2Fpassword&lang=en");
    CHECK(location("/?month=2025-11&lang=en") == "/login?to=%2F%3Fmonth%3D2025-11&lang=en");
    CHECK(location("/?lang=en") == "/login?lang=en");
    CHECK(location("/") == "/login");
    CHECK(sent_to(visiting, "%2Fpassword", "?lang=en") == "/password?lang=en");
    CHECK(sent_to(visiting, "%2F%3Fmonth%3D2025-11", "?lang=en") == "/?month=2025-11&lang=en");
    CHECK(sent_to(visiting, "%2Fpassword%3Flang%3Den") == "/password");
    CHECK(sent_to(visiting, kToRates, "?lang=en") == kRates); // figures have no language
}

TEST_CASE("nobody is sent to another host, whatever a form or an address says")
{
    const Visiting visiting;
    for (const char* to : {"%2F%2Fevil.example",
                           "%2F%2Fevil.example%2Frates",
                           "%2F%5Cevil.example",
                           "%5C%5Cevil.example",
                           "https%3A%2F%2Fevil.example%2Frates",
                           "https:evil.example",
                           "%2F%252F%252Fevil.example",
                           "%2F%2509%2Fevil.example",
                           "%2F.%2F%2Fevil.example",
                           "%2Frates%2F..%2F%2Fevil.example",
                           "evil.example",
                           "javascript%3Aalert(1)",
                           "%40evil.example",
                           "%2Frates%23%2F%2Fevil.example",
                           "%2Frates%40evil.example",
                           "%2F%EF%BC%8Fevil.example",
                           "%20%2F%2Fevil.example",
                           "%2FRates",
                           "%2Frates%2F",
                           "%2Flogin%3Fto%3D%2F%2Fevil.example",
                           "%2Flogout",
                           "%2Fstyle.css",
                           "%2Fhealthz",
                           "%2Fapi%2Fv1%2Frates",
                           "%2Frates%3Fa%3D%250d%250aSet-Cookie",
                           "%2Frates%3Fa%3D%25zz",
                           ""}) {
        INFO(to);
        CHECK(sent_to(visiting, to) == "/");
        const auto form = visiting.get(std::string("/login?to=") + to);
        CHECK(form.status == 200);
        CHECK_FALSE(says(form, "name=\"to\""));
        CHECK_FALSE(says(form, "evil"));
    }
    // What stays of a way is a question to this site, written anew.
    CHECK(sent_to(visiting, "%2Frates%3Fmonth%3D%2F%2Fevil.example%250a") == "/");
    CHECK(sent_to(visiting, "%2Frates%3Fmonth%3D%2F%2Fevil.example") ==
          "/rates?month=%2F%2Fevil.example");
    CHECK(sent_to(visiting, "%2Frates%3Fcampaign%3D60%2Bdays%2526x") ==
          "/rates?campaign=60%20days%26x");
    CHECK(sent_to(visiting, "%2Frates%3Fa%3D" + std::string(2000, 'x')) == "/");
}

TEST_CASE("a form that is sent twice over where it goes is not taken")
{
    const Visiting visiting;
    auto request = visiting.signing_in("minh", kPassword);
    request.body += "&to=%2Fpassword&to=%2F%2Fevil.example";
    const auto refused = visiting.ask(request);
    CHECK(refused.status == 400);
    CHECK(header(refused, "Set-Cookie").empty());
    CHECK(dashboard::way_in({{"to", "/password"}, {"to", "/rates"}}).empty());
}

TEST_CASE("a form that comes after its session is told so, and nothing was done")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("lan");
    const auto page = visiting.ask(with(visiting.getting("/password"), "cookie", cookie));
    const std::string fields = "anti_forgery=" + anti_forgery_in(page) +
                               "&old_password=correct+horse+battery&new_password=a+much+better+one"
                               "&new_again=a+much+better+one";
    visiting.people().clock.advance(std::chrono::hours(1));
    const auto sent = [&](const std::string& target) {
        return visiting.ask(with(visiting.sending(target, fields), "cookie", cookie));
    };
    const auto over = sent("/password");
    CHECK(over.status == 401);
    CHECK(says(over, "Phiên đăng nhập đã hết, nên điều bạn vừa gửi chưa được thực hiện."));
    CHECK(says(over, R"(name="to" value="/password")"));
    CHECK(says(sent("/password?lang=en"), "Your session is over, and nothing of what you sent"));
    CHECK_FALSE(says(over, "better"));
    CHECK(visiting.cookie_of("lan") != cookie); // by the old password
}

TEST_CASE("programs that are nobody are told in JSON, and sent nowhere")
{
    const Visiting visiting;
    for (const char* question : {"rates", "gap", "ranking", "flags"}) {
        const auto nobody = visiting.get(std::string("/api/v1/") + question + "?month=2026-01");
        CHECK(nobody.status == 401);
        CHECK(header(nobody, "Content-Type") == "application/json");
        CHECK(header(nobody, "Location").empty());
        CHECK(visiting.get(std::string("/") + question + "?month=2026-01").status == 303);
        // A page is for a session: an API token opens none.
        CHECK(visiting.asked_by("minh", std::string("/") + question).status == 303);
    }
}

TEST_CASE("a page's link shows who sees one unit that unit alone")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("lan");
    const auto status = [&](const std::string& target) {
        return visiting.ask(with(visiting.getting(target), "cookie", cookie)).status;
    };
    CHECK(status(kRates) == 200);
    CHECK(status(kRates + "&unit=G09") == 403);
    CHECK(status("/ranking?month=2026-01&bodies-of=H44") == 200);
    CHECK(status(kRates + "&unknown=1") == 400);
    CHECK(visiting.people().acts().front().starts_with("figures of others refused /rates"));
}

} // namespace congto::test
