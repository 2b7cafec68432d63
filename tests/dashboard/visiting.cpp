#include "tests/dashboard/visiting.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace congto::test {

std::string header(const HttpResponse& response, const std::string& name)
{
    std::vector<std::string> values;
    for (const auto& [of, value] : response.headers) {
        if (of == name) {
            values.push_back(value);
        }
    }
    return values.size() == 1 ? values.front() : std::string();
}

std::string anti_forgery_in(const HttpResponse& page)
{
    const std::string before = R"(name="anti_forgery" value=")";
    const auto at = page.body.find(before);
    return at == page.body.npos ? std::string() : page.body.substr(at + before.size(), 64);
}

HttpRequest with(HttpRequest request, const std::string& name, const std::string& value)
{
    request.headers.emplace_back(name, value);
    return request;
}

HttpRequest without(HttpRequest request, const std::string& name)
{
    auto& headers = request.headers;
    headers.erase(std::remove_if(headers.begin(), headers.end(),
                                 [&](const auto& one) { return one.first == name; }),
                  headers.end());
    return request;
}

std::string cookie_set_by(const HttpResponse& response)
{
    const std::string set = header(response, "Set-Cookie");
    return set.substr(0, set.find(';'));
}

Visiting::Visiting(dashboard::SiteRules rules)
{
    town_.reporting("unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                    "H44,2026-01,end_to_end,,,60.5,report,2026-02-01\n"
                    "G09,2026-01,end_to_end,,,100,report,2026-02-01\n");
    town_.filled().close();
    site_ = dashboard::make_site({state(), {}, std::move(rules), *people_.people, people_.clock});
}

HttpResponse Visiting::asked_by(const std::string& account, const std::string& target) const
{
    auto [token, fresh] = tokens_.try_emplace(account);
    if (fresh) {
        token->second = people_.token(account);
    }
    return ask(with(getting(target), "authorization", "Bearer " + token->second));
}

HttpRequest Visiting::getting(const std::string& target) const
{
    return {"GET", target, {{"host", "congto.example"}}, {}, kHost};
}

HttpRequest Visiting::sending(const std::string& target, const std::string& form) const
{
    return {"POST",
            target,
            {{"host", "congto.example"},
             {"origin", kOurs},
             {"sec-fetch-site", "same-origin"},
             {"content-type", "application/x-www-form-urlencoded"}},
            form,
            kHost};
}

HttpRequest Visiting::signing_in(const std::string& account, const std::string& password) const
{
    std::string written = password;
    std::replace(written.begin(), written.end(), ' ', '+');
    return sending("/login", "account=" + account + "&password=" + written);
}

std::string Visiting::cookie_of(const std::string& account) const
{
    const auto response = ask(signing_in(account, kPassword));
    REQUIRE(response.status == 303);
    return cookie_set_by(response);
}

} // namespace congto::test
