#include "collector/dashboard/door/request_head.h"

#include "config/runtime/text.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace congto::dashboard {
namespace {

namespace http = boost::beast::http;

constexpr std::string_view kLineEnd = "\r\n";

bool is_visible(char letter)
{
    return letter > ' ' && letter < '\x7f';
}

bool is_token(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
        return is_visible(letter) &&
               std::string_view("\"(),/:;<=>?@[\\]{}").find(letter) == std::string_view::npos;
    });
}

// Without control characters, HT excepted.
bool is_plain_text(std::string_view text)
{
    while (!text.empty()) {
        const runtime::CodePoint point = runtime::first_code_point(text);
        if (!point.value || (runtime::is_control(*point.value) && *point.value != U'\t')) {
            return false;
        }
        text.remove_prefix(point.length);
    }
    return true;
}

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

// Three words, one space between each, the last of them "HTTP/1.1" or another number.
bool is_start_line(std::string_view line)
{
    constexpr std::string_view kLast = " HTTP/d.d";
    if (!may_begin(line) || std::count(line.begin(), line.end(), ' ') != 2 ||
        line.size() <= kLast.size()) {
        return false;
    }
    const std::string_view last = line.substr(line.size() - kLast.size());
    return last.starts_with(" HTTP/") && is_digit(last[6]) && last[7] == '.' && is_digit(last[8]) &&
           std::all_of(line.begin(), line.end(),
                       [](char letter) { return letter == ' ' || is_visible(letter); });
}

// "Name: value", the name right before the colon, nothing folded from the line before.
bool is_header(std::string_view line)
{
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && is_token(line.substr(0, colon)) &&
           is_plain_text(line.substr(colon + 1));
}

// What the parser would let pass, or read its own way: bare CR or LF, folded lines, controls.
std::optional<Refusal> refusal_of_form(std::string_view block, const HttpLimits& limits)
{
    std::size_t headers = 0;
    for (bool first = true; block != kLineEnd; first = false) {
        const std::string_view line = block.substr(0, block.find(kLineEnd));
        if (first ? !is_start_line(line) : !is_header(line)) {
            return Refusal::malformed;
        }
        if (!first && ++headers > limits.headers) {
            return Refusal::header_too_large;
        }
        block.remove_prefix(line.size() + kLineEnd.size());
    }
    return std::nullopt;
}

Refusal refusal_of(const boost::beast::error_code& fault)
{
    if (fault == http::error::bad_version) {
        return Refusal::unknown_version;
    }
    return fault == http::error::header_limit ? Refusal::header_too_large : Refusal::malformed;
}

// "host", "host:8443", "[::1]:8443".
bool is_host(std::string_view text)
{
    return !text.empty() && text.size() <= 260 &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') ||
                      std::string_view(".-_:[]").find(letter) != std::string_view::npos;
           });
}

bool is_known(std::string_view method)
{
    constexpr std::array<std::string_view, 7> kKnown{"GET",    "HEAD",  "POST",   "PUT",
                                                     "DELETE", "PATCH", "OPTIONS"};
    return std::find(kKnown.begin(), kKnown.end(), method) != kKnown.end();
}

std::string lower(std::string_view text)
{
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return low;
}

using Headers = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string_view> values_of(const Headers& headers, std::string_view name)
{
    std::vector<std::string_view> values;
    for (const auto& [header, value] : headers) {
        if (header == name) {
            values.emplace_back(value);
        }
    }
    return values;
}

// None: none is sent, or what is sent is refused.
std::optional<Refusal> read_length(RequestHead& head, const HttpLimits& limits)
{
    const auto lengths = values_of(head.request.headers, "content-length");
    const bool in_chunks = !values_of(head.request.headers, "transfer-encoding").empty();
    if (in_chunks) {
        return lengths.empty() ? Refusal::length_required : Refusal::malformed;
    }
    if (lengths.empty()) {
        return std::nullopt;
    }
    const std::string_view digits = lengths.front();
    std::uint64_t bytes = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
    if (lengths.size() > 1 || digits.empty() || end != digits.data() + digits.size() ||
        fault == std::errc::invalid_argument) {
        return Refusal::malformed;
    }
    if (fault == std::errc::result_out_of_range || bytes > limits.body_bytes) {
        return Refusal::body_too_large;
    }
    head.body_bytes = static_cast<std::size_t>(bytes);
    return std::nullopt;
}

std::optional<Refusal> read_wishes(RequestHead& head, bool is_1_1)
{
    const auto hosts = values_of(head.request.headers, "host");
    if (hosts.size() > 1 || (hosts.empty() && is_1_1) ||
        (!hosts.empty() && !is_host(hosts.front()))) {
        return Refusal::malformed;
    }
    head.keeps_line = is_1_1;
    for (const std::string_view connection : values_of(head.request.headers, "connection")) {
        const std::string wish = lower(connection);
        head.keeps_line = head.keeps_line && wish.find("close") == std::string::npos;
    }
    const auto expected = values_of(head.request.headers, "expect");
    if (expected.size() > 1 || (!expected.empty() && lower(expected.front()) != "100-continue")) {
        return Refusal::unknown_expectation;
    }
    head.waits_for_word = is_1_1 && !expected.empty() && head.body_bytes > 0;
    return std::nullopt;
}

} // namespace

bool may_begin(std::string_view text)
{
    return text.empty() || (text[0] >= 'A' && text[0] <= 'Z') || (text[0] >= 'a' && text[0] <= 'z');
}

std::variant<RequestHead, Refusal> read_head(std::string_view block, const HttpLimits& limits)
{
    if (const auto refusal = refusal_of_form(block, limits)) {
        return *refusal;
    }
    http::request_parser<http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    parser.body_limit(boost::none);
    boost::beast::error_code fault;
    parser.put(boost::asio::buffer(block), fault);
    if (fault || !parser.is_header_done()) {
        return refusal_of(fault);
    }
    const auto& message = parser.get();
    RequestHead head;
    head.request.method = message.method_string();
    head.request.target = message.target();
    for (const auto& field : message) {
        head.request.headers.emplace_back(lower(field.name_string()), field.value());
    }
    if (message.version() != 10 && message.version() != 11) {
        return Refusal::unknown_version;
    }
    if (!is_known(head.request.method)) {
        return Refusal::unknown_method;
    }
    if (!head.request.target.starts_with('/')) {
        return Refusal::malformed; // what is asked of a proxy
    }
    if (const auto refusal = read_length(head, limits)) {
        return *refusal;
    }
    if (const auto refusal = read_wishes(head, message.version() == 11)) {
        return *refusal;
    }
    return head;
}

} // namespace congto::dashboard
