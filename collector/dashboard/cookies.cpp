#include "collector/dashboard/cookies.h"

#include "collector/dashboard/request_headers.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace congto::dashboard {
namespace {

constexpr std::string_view kName = "__Host-congto";
constexpr std::string_view kRules = "; Path=/; HttpOnly; Secure; SameSite=Strict";
constexpr std::size_t kSecretLength = 52;

bool is_secret(std::string_view text)
{
    return text.size() == kSecretLength && std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= '2' && letter <= '7');
           });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == text.npos ? std::string_view()
                              : text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

// "a=1; b=2"
std::vector<std::string_view> cookies_in(std::string_view header)
{
    std::vector<std::string_view> cookies;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(';'), header.size());
        cookies.push_back(trimmed(header.substr(0, end)));
        header.remove_prefix(std::min(end + 1, header.size()));
    }
    return cookies;
}

} // namespace

std::string session_secret_of(const HttpRequest& request)
{
    std::vector<std::string_view> found;
    for (const std::string_view header : headers_named(request, "cookie")) {
        for (const std::string_view cookie : cookies_in(header)) {
            if (cookie.starts_with(kName) && cookie.substr(kName.size()).starts_with('=')) {
                found.push_back(cookie.substr(kName.size() + 1));
            }
        }
    }
    return found.size() == 1 && is_secret(found.front()) ? std::string(found.front())
                                                         : std::string();
}

std::string cookie_of_session(const std::string& secret)
{
    return std::string(kName) + '=' + secret + std::string(kRules);
}

std::string cookie_of_none()
{
    return std::string(kName) + '=' + std::string(kRules) + "; Max-Age=0";
}

} // namespace congto::dashboard
