#include "collector/dashboard/origin.h"

#include "collector/dashboard/request_headers.h"

#include <algorithm>
#include <string_view>

namespace congto::dashboard {
namespace {

std::string lower(std::string_view text)
{
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
    });
    return made;
}

// "https://congto.example" of "https://congto.example/login?lang=en".
std::string origin_of(std::string_view url)
{
    const std::size_t authority = url.find("://");
    return authority == url.npos ? std::string()
                                 : lower(url.substr(0, url.find_first_of("/?#\\", authority + 3)));
}

// Empty: the request does not tell.
std::string served_as(const HttpRequest& request, const SiteRules& rules)
{
    if (!rules.address.empty()) {
        return origin_of(rules.address);
    }
    const auto host = header_named(request, "host");
    return host.value.empty() || host.repeated
               ? std::string()
               : lower(rules.scheme + "://" + std::string(host.value));
}

} // namespace

std::optional<std::string> foreign_origin(const HttpRequest& request, const SiteRules& rules)
{
    const auto fetched = header_named(request, "sec-fetch-site");
    if (fetched.repeated ||
        (fetched.present && fetched.value != "same-origin" && fetched.value != "none")) {
        return "the browser says that another site sent it";
    }
    const auto origin = header_named(request, "origin");
    const auto referer = header_named(request, "referer");
    const auto& told = origin.present ? origin : referer;
    const std::string ours = served_as(request, rules);
    if (!told.present) {
        return "neither Origin nor Referer says whose page sent it";
    }
    if (told.repeated || ours.empty()) {
        return "whose page sent it is said twice, or not whom it was sent to";
    }
    const std::string theirs = origin.present ? lower(origin.value) : origin_of(referer.value);
    return theirs == ours ? std::nullopt
                          : std::optional<std::string>("a page of another site sent it");
}

} // namespace congto::dashboard
