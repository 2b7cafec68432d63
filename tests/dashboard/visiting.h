// Somebody with a browser, or a program, before a site with people and a town's figures behind it.
#pragma once

#include "collector/dashboard/site.h"
#include "tests/access/signing_in.h"
#include "tests/rates/town.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace congto::test {

using dashboard::HttpRequest;
using dashboard::HttpResponse;

inline constexpr const char* kOurs = "https://congto.example";
inline constexpr const char* kProxy = "10.9.9.9";

// The value of the only header of that name; empty: none, or several.
std::string header(const HttpResponse& response, const std::string& name);
// "…" of name="anti_forgery" value="…".
std::string anti_forgery_in(const HttpResponse& page);

class Visiting {
public:
    explicit Visiting(dashboard::SiteRules rules = {});

    HttpResponse ask(const HttpRequest& request) const { return site_(request); }
    HttpResponse get(const std::string& target) const { return ask(getting(target)); }
    // With the token of an account, which is made for it: "lan" sees H44, "minh" all.
    HttpResponse asked_by(const std::string& account, const std::string& target) const;

    HttpRequest getting(const std::string& target) const;
    // A form as a browser sends it from a page of the site.
    HttpRequest sending(const std::string& target, const std::string& form) const;
    HttpRequest signing_in(const std::string& account, const std::string& password) const;
    // Its cookie: "__Host-congto=…".
    std::string cookie_of(const std::string& account) const;

    const SigningIn& people() const { return people_; }
    Town& town() { return town_; }
    store::StateDirectory state() { return town_.filled().state(); }

private:
    Town town_;
    SigningIn people_;
    dashboard::Site site_;
    mutable std::map<std::string, std::string> tokens_;
};

// The same with a header more.
HttpRequest with(HttpRequest request, const std::string& name, const std::string& value);
HttpRequest without(HttpRequest request, const std::string& name);
// "name=value" of Set-Cookie.
std::string cookie_set_by(const HttpResponse& response);

} // namespace congto::test
