#include "collector/dashboard/replies.h"

#include "config/runtime/json.h"

#include <algorithm>
#include <array>

namespace congto::dashboard {
namespace {

// Referrers stay for pages of this site: without them browsers say of a form that its origin is
// "null".
constexpr std::array<std::pair<const char*, const char*>, 6> kHeaders{{
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
     "base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
}};

} // namespace

HttpResponse text_reply(int status, std::string_view type, std::string text)
{
    return {status, {{"Content-Type", std::string(type)}}, std::move(text)};
}

HttpResponse page_reply(int status, Html page)
{
    return text_reply(status, "text/html; charset=utf-8", std::move(page.text));
}

HttpResponse go_to(const std::string& path)
{
    HttpResponse response = text_reply(303, "text/plain; charset=utf-8", path + '\n');
    response.headers.emplace_back("Location", path);
    return response;
}

HttpResponse faults_reply(int status, const std::vector<std::string>& faults)
{
    std::string json = "{\"faults\": [";
    for (const std::string& fault : faults) {
        json += (&fault == &faults.front() ? "" : ", ") + runtime::json_string(fault);
    }
    return text_reply(status, "application/json", json + "]}\n");
}

void complete(HttpResponse& response)
{
    for (const auto& [name, value] : kHeaders) {
        response.headers.emplace_back(name, value);
    }
    if (response.status == 401) {
        response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"congto\"");
    }
    const bool says =
        std::any_of(response.headers.begin(), response.headers.end(),
                    [](const auto& header) { return header.first == "Cache-Control"; });
    if (!says) {
        response.headers.emplace_back("Cache-Control", "no-store");
    }
}

} // namespace congto::dashboard
