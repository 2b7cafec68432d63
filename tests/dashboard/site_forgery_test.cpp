// Forms that another site has a browser send.
#include "tests/dashboard/visiting.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

struct Form {
    const char* path;
    std::string fields; // with those of the session that sends it
};

std::vector<Form> forms_of(const std::string& anti_forgery)
{
    return {{"/login", "account=lan&password=correct+horse+battery"},
            {"/logout", "anti_forgery=" + anti_forgery},
            {"/password", "anti_forgery=" + anti_forgery +
                              "&old_password=correct+horse+battery&new_password=of+the+attacker"
                              "&new_again=of+the+attacker"}};
}

} // namespace

TEST_CASE("a form of another site is refused, counted and noted, whatever cookie comes with it")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("minh");
    const auto home = with(visiting.getting("/"), "cookie", cookie);
    std::uint64_t refused = 0;
    for (const Form& form : forms_of(anti_forgery_in(visiting.ask(home)))) {
        const auto ours = with(visiting.sending(form.path, form.fields), "cookie", cookie);
        const auto nowhere = without(ours, "origin");
        for (const auto& forged :
             {with(nowhere, "origin", "https://evil.example"), nowhere,
              with(nowhere, "origin", "null"), with(nowhere, "origin", "http://congto.example"),
              with(nowhere, "referer", "https://evil.example/https://congto.example/"),
              with(without(ours, "sec-fetch-site"), "sec-fetch-site", "cross-site"),
              with(without(ours, "sec-fetch-site"), "sec-fetch-site", "same-site"),
              with(ours, "origin", kOurs)}) {
            INFO(form.path);
            const auto response = visiting.ask(forged);
            CHECK(response.status == 403);
            CHECK(header(response, "Set-Cookie").empty());
            CHECK(visiting.people().people->refusals()["forged form"] == ++refused);
        }
        auto as_text = without(ours, "content-type");
        CHECK(visiting.ask(as_text).status == 415);
        CHECK(visiting.ask(with(as_text, "content-type", "text/plain")).status == 415);
        CHECK(
            visiting.ask(with(as_text, "content-type", "multipart/form-data; boundary=x")).status ==
            415);
        CHECK(visiting.ask(with(as_text, "content-type", "application/json")).status == 415);
    }
    CHECK(visiting.ask(home).status == 200);
    CHECK(visiting.people().sign_in("minh"));
    bool is_noted = false;
    for (const auto& act : visiting.people().acts()) {
        is_noted = is_noted || act == "forged form refused /login a page of another site sent it";
    }
    CHECK(is_noted);
}

TEST_CASE("a form of a session needs what only its pages carry")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("minh");
    const std::string other = visiting.cookie_of("lan");
    const auto page_of = [&](const std::string& whose) {
        return visiting.ask(with(visiting.getting("/"), "cookie", whose));
    };
    const std::string own = anti_forgery_in(page_of(cookie));
    const std::string of_other = anti_forgery_in(page_of(other));
    REQUIRE(own.size() == 64);
    CHECK(own != of_other);
    std::uint64_t refused = 0;
    for (const std::string& token : {of_other, std::string(), own.substr(1), own + "0",
                                     std::string(64, '0'), cookie.substr(14)}) {
        for (const Form& form : forms_of(token)) {
            if (form.path == std::string("/login")) {
                continue; // of no session
            }
            INFO(form.path << " " << token);
            CHECK(visiting.ask(with(visiting.sending(form.path, form.fields), "cookie", cookie))
                      .status == 403);
            CHECK(visiting.people().people->refusals()["forged form"] == ++refused);
        }
    }
    CHECK(visiting
              .ask(with(visiting.sending("/logout", "anti_forgery=" + own + "&anti_forgery=" + own),
                        "cookie", cookie))
              .status == 403);
    CHECK(page_of(cookie).status == 200);
    CHECK(visiting.ask(with(visiting.sending("/logout", "anti_forgery=" + own), "cookie", cookie))
              .status == 303);
    CHECK(page_of(cookie).status == 303);
}

TEST_CASE("forms that cannot be read do nothing")
{
    const Visiting visiting;
    for (const auto* form : {"account=minh&password=%", "account=minh&password=a%00b",
                             "account=minh&account=root&password=x", "account=minh",
                             "account=minh&password=x&unit=H44", "account=mi%0Anh&password=x", "&",
                             "{\"account\": \"minh\"}"}) {
        INFO(form);
        CHECK(visiting.ask(visiting.sending("/login", form)).status == 400);
    }
    for (const auto& act : visiting.people().acts()) {
        CHECK(act.find("sign in") == act.npos);
    }
}

} // namespace congto::test
