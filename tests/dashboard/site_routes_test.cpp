// What is where, and what every answer has.
#include "tests/dashboard/visiting.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

HttpResponse by(const Visiting& visiting, const char* method, const char* target)
{
    auto request = visiting.getting(target);
    request.method = method;
    return visiting.ask(request);
}

} // namespace

TEST_CASE("a path is ours letter for letter, or nothing")
{
    const Visiting visiting;
    for (const char* path : {"/../login",
                             "/./login",
                             "//login",
                             "/login/",
                             "/%6cogin",
                             "/login%00",
                             "/login%2f..",
                             "/api/v1/../../login",
                             "/api/v1/%2e%2e/rates",
                             "/api%2fv1%2frates",
                             "/api//v1/rates",
                             "/api/v1/rates/",
                             "/api/v1/rates;x=1",
                             "/api/v1/Rates",
                             "/LOGIN",
                             "/login.html",
                             "/style.css/../login",
                             "/etc/passwd",
                             "/..%5clogin",
                             "/.%2e/login",
                             "/%252e%252e/login",
                             "/store.db",
                             "/api/v1",
                             "/api/v2/rates",
                             "/api/v1/dossiers",
                             "/frame.html"}) {
        INFO(path);
        const auto response = visiting.get(path);
        CHECK(response.status == 404);
        CHECK(response.body.find("passwd") == response.body.npos);
    }
    for (const char* target : {"http://congto.example/login", "login", "*", "", "/login\n",
                               "/login ", "/login?a=%zz", "/login?a=%00", "/login#x", "\\login"}) {
        INFO(target);
        CHECK(visiting.get(target).status == 400);
    }
    CHECK(
        visiting.get("/api/v1/nothing").body ==
        "{\"faults\": [\"there is nothing of that path; there are /api/v1/indicators, rates, gap, "
        "ranking and flags\"]}\n");
    CHECK(header(visiting.get("/nothing"), "Content-Type") == "text/html; charset=utf-8");
}

TEST_CASE("a method that is not for a path is told which are")
{
    const Visiting visiting;
    const auto refused = [&](const char* method, const char* target) {
        const auto response = by(visiting, method, target);
        CHECK(response.status == 405);
        return header(response, "Allow");
    };
    CHECK(refused("POST", "/") == "GET, HEAD");
    CHECK(refused("DELETE", "/login") == "GET, HEAD, POST");
    CHECK(refused("GET", "/logout") == "POST");
    CHECK(refused("HEAD", "/logout") == "POST");
    CHECK(refused("PUT", "/api/v1/rates") == "GET, HEAD");
    CHECK(refused("POST", "/api/v1/rates") == "GET, HEAD");
    CHECK(refused("OPTIONS", "/api/v1/rates") == "GET, HEAD");
    CHECK(refused("get", "/login") == "GET, HEAD, POST");
    CHECK(refused("TRACE", "/healthz") == "GET, HEAD");
}

TEST_CASE("HEAD is answered as GET: the door leaves the body out")
{
    const Visiting visiting;
    for (const char* target : {"/login", "/style.css", "/healthz", "/api/v1/indicators", "/nothing",
                               "/api/v1/rates", "/"}) {
        INFO(target);
        const auto head = by(visiting, "HEAD", target);
        const auto get = visiting.get(target);
        CHECK(head.status == get.status);
        CHECK(head.headers == get.headers);
        CHECK(head.body == get.body);
    }
}

TEST_CASE("every answer lets browsers run, frame, guess and keep nothing")
{
    const Visiting visiting;
    for (const char* target : {"/", "/login", "/nothing", "/login?a=%", "/style.css", "/healthz",
                               "/api/v1/indicators", "/api/v1/rates", "/logout"}) {
        INFO(target);
        const auto response = visiting.get(target);
        CHECK(header(response, "Content-Security-Policy") ==
              "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
              "base-uri 'none'");
        CHECK(header(response, "X-Content-Type-Options") == "nosniff");
        CHECK(header(response, "Referrer-Policy") == "same-origin");
        CHECK(header(response, "Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(header(response, "Cross-Origin-Resource-Policy") == "same-origin");
        CHECK_FALSE(header(response, "Content-Type").empty());
        const bool is_public = target == std::string("/style.css");
        CHECK(header(response, "Cache-Control") == (is_public ? "max-age=3600" : "no-store"));
        CHECK(response.body.find("<script") == response.body.npos);
        CHECK(response.body.find("style=") == response.body.npos);
    }
    CHECK(visiting.get("/healthz").body == "ok\n");
}

TEST_CASE("pages are in Vietnamese, and in English where the address says so")
{
    const Visiting visiting;
    const auto vietnamese = visiting.get("/login");
    CHECK(vietnamese.body.find("<html lang=\"vi\">") != vietnamese.body.npos);
    CHECK(vietnamese.body.find("Mật khẩu") != vietnamese.body.npos);
    CHECK(vietnamese.body.find("href=\"/login?lang=en\"") != vietnamese.body.npos);
    const auto english = visiting.get("/login?lang=en");
    CHECK(english.body.find("<html lang=\"en\">") != english.body.npos);
    CHECK(english.body.find("action=\"/login?lang=en\"") != english.body.npos);
    CHECK(visiting.get("/login?lang=xx").body == vietnamese.body);
    CHECK(header(visiting.get("/?lang=en"), "Location") == "/login?lang=en");
    auto in = visiting.signing_in("minh", kPassword);
    in.target = "/login?lang=en";
    const auto signed_in = visiting.ask(in);
    CHECK(header(signed_in, "Location") == "/?lang=en");
    const auto start =
        visiting.ask(with(visiting.getting("/?lang=en"), "cookie", cookie_set_by(signed_in)));
    CHECK(start.body.find("Sign out") != start.body.npos);
    CHECK(start.body.find("action=\"/logout?lang=en\"") != start.body.npos);
}

TEST_CASE("the month of the links is one, whatever is asked for")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("lan");
    const auto start = [&](const std::string& target) {
        return visiting.ask(with(visiting.getting(target), "cookie", cookie)).body;
    };
    CHECK(start("/").find("/api/v1/rates?month=2026-01&amp;format=csv") != std::string::npos);
    CHECK(start("/?month=2025-11").find("\"/rates?month=2025-11\"") != std::string::npos);
    for (const char* none :
         {"/?month=%22%3E%3Cscript%3E", "/?month=2025-13", "/?month=2025-11-01"}) {
        CHECK(start(none) == start("/"));
    }
    CHECK(start("/").find("\"/ranking?month=2026-01&amp;bodies-of=H44\"") != std::string::npos);
}

} // namespace congto::test
