#include "agent/source/cleaned_message.h"

#include "config/runtime/text.h"

#include <algorithm>

namespace congto::source {
namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by)
{
    if (what.empty()) {
        return;
    }
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
}

// Where the value in those quotes begins, its quote included; npos: there is none.
std::size_t value_in(std::string_view text, char quote)
{
    // `for type integer: "0912…"`, `value "0912…" is out of range`, `time zone "Nguyễn"`: no engine
    // says so before the name of a table, a column or a server.
    constexpr std::string_view kBefore[] = {": ", "value ", "zone ", "unit ", "entry ", "string "};
    std::size_t first = std::string_view::npos;
    for (const std::string_view before : kBefore) {
        const std::size_t at = text.find(std::string(before) + quote);
        if (at != std::string_view::npos) {
            first = std::min(first, at + before.size());
        }
    }
    return first;
}

// `value "0912…"` becomes `value "…"`. It may hold quotes itself: it is over at the last one.
void mask_values(std::string& text)
{
    for (const char quote : {'"', '\''}) {
        const std::size_t at = value_in(text, quote);
        if (at == std::string::npos) {
            continue;
        }
        const std::size_t start = at + 1;
        const std::size_t last = text.rfind(quote);
        const std::size_t end = last >= start ? last : text.size();
        text.replace(start, end - start, "…");
    }
}

// What PostgreSQL adds on lines of their own: the query, and what it was doing to which value.
std::string_view first_words(std::string_view message)
{
    for (const std::string_view more : {"\nLINE ", "\nDETAIL:", "\nCONTEXT:", "\nQUERY:"}) {
        message = message.substr(0, message.find(more));
    }
    return message;
}

std::string one_line(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const bool blank = std::string_view(" \t\r\n").find(c) != std::string_view::npos;
        if (!blank) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    line.erase(line.find_last_not_of(" .") + 1);
    return line;
}

void shorten(std::string& text)
{
    constexpr std::size_t kLongest = 300;
    if (text.size() <= kLongest) {
        return;
    }
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    text.replace(end, std::string::npos, "…");
}

} // namespace

std::string cleaned_message(std::string_view message, const std::vector<std::string>& secrets)
{
    std::string text = one_line(first_words(message));
    for (const std::string& secret : secrets) {
        replace_all(text, secret, "***");
    }
    mask_values(text);
    shorten(text);
    return runtime::escaped(text);
}

} // namespace congto::source
