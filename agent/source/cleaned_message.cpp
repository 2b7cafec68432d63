#include "agent/source/cleaned_message.h"

#include "config/runtime/text.h"

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

// `: "0912…"` becomes `: "…"`: a value, where names are never preceded by a colon. It may hold
// quotes itself: it is over at the last one.
void mask_values(std::string& text)
{
    for (const char quote : {'"', '\''}) {
        const std::string open = std::string(": ") + quote;
        const std::size_t at = text.find(open);
        if (at == std::string::npos) {
            continue;
        }
        const std::size_t start = at + open.size();
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
