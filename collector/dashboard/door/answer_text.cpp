#include "collector/dashboard/door/answer_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace congto::dashboard {
namespace {

constexpr const char* kOnlyByTls = "max-age=31536000"; // seconds: a year

std::string_view reason_of(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    default:
        return ""; // may be empty (RFC 9112, 4)
    }
}

bool is_name(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-';
    });
}

bool is_value(std::string_view value)
{
    return std::none_of(value.begin(), value.end(), [](char letter) {
        return (letter >= '\0' && letter < ' ' && letter != '\t') || letter == '\x7f';
    });
}

bool is_same(std::string_view name, std::string_view other)
{
    return std::equal(name.begin(), name.end(), other.begin(), other.end(), [](char a, char b) {
        return (a | 0x20) == (b | 0x20); // letters and '-' alone
    });
}

bool is_of_door(std::string_view name)
{
    constexpr std::array<std::string_view, 6> kOfDoor{
        "content-length", "connection", "date", "server", "transfer-encoding", "keep-alive"};
    return std::any_of(kOfDoor.begin(), kOfDoor.end(),
                       [&](std::string_view own) { return is_same(name, own); });
}

} // namespace

std::string http_date(runtime::Instant instant)
{
    constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(instant - day));
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  kDays.at(std::chrono::weekday(day).c_encoding()), unsigned(date.day()),
                  kMonths.at(unsigned(date.month()) - 1), int(date.year()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

std::optional<std::string> text_of(const HttpResponse& response, const AnswerForm& form)
{
    if (response.status < 200 || response.status > 599) {
        return std::nullopt;
    }
    const bool may_have_body = response.status != 204 && response.status != 304;
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text += reason_of(response.status);
    text += "\r\nDate: " + http_date(form.now) + "\r\nServer: congto\r\n";
    if (form.only_by_tls) {
        text += std::string("Strict-Transport-Security: ") + kOnlyByTls + "\r\n";
    }
    if (!form.keeps_line) {
        text += "Connection: close\r\n";
    }
    if (may_have_body) {
        text += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    }
    for (const auto& [name, value] : response.headers) {
        if (!is_name(name) || !is_value(value)) {
            return std::nullopt;
        }
        if (!is_of_door(name)) {
            text += name + ": " + value + "\r\n";
        }
    }
    text += "\r\n";
    return may_have_body && form.has_body ? text + response.body : text;
}

} // namespace congto::dashboard
