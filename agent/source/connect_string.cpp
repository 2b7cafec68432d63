#include "agent/source/connect_string.h"

#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace congto::source {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::string lower(std::string_view text)
{
    std::string lowered(text);
    for (char& c : lowered) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lowered;
}

bool is_secret(std::string_view key)
{
    constexpr std::array<std::string_view, 5> kParts{"pass", "pwd", "secret", "token", "key"};
    return std::any_of(kParts.begin(), kParts.end(), [key](std::string_view part) {
        return key.find(part) != std::string_view::npos;
    });
}

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

// `: "0912…"` becomes `: "…"`: a value, where names are never preceded by a colon.
void mask_values(std::string& text)
{
    for (const char quote : {'"', '\''}) {
        const std::string open = std::string(": ") + quote;
        std::size_t at = text.find(open);
        while (at != std::string::npos) {
            const std::size_t start = at + open.size();
            const std::size_t end = std::min(text.find(quote, start), text.size());
            text.replace(start, end - start, "…");
            at = text.find(open, start);
        }
    }
}

std::string one_line(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const bool blank = kBlank.find(c) != std::string_view::npos;
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

// The end of a value that starts at `from`; quotes and braces hold blanks and semicolons.
std::size_t value_end(std::string_view text, std::size_t from, std::string_view separators)
{
    if (from < text.size() && (text[from] == '\'' || text[from] == '"' || text[from] == '{')) {
        const char closing = text[from] == '{' ? '}' : text[from];
        return std::min(text.find(closing, from + 1), text.size() - 1) + 1;
    }
    return std::min(text.find_first_of(separators, from), text.size());
}

std::string unquoted(std::string_view value)
{
    if (value.size() >= 2 &&
        (value.front() == '\'' || value.front() == '"' || value.front() == '{')) {
        value = value.substr(1, value.size() - 2);
    }
    return std::string(value);
}

} // namespace

ConnectString ConnectString::from_file(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string line;
    if (!in || !std::getline(in, line)) {
        throw runtime::Unavailable("connection file " + file.string() +
                                   " cannot be read or is empty; it must hold one line");
    }
    line.erase(line.find_last_not_of(kBlank) + 1);
    return ConnectString(std::move(line));
}

ConnectString::ConnectString(std::string text) : text_(std::move(text))
{
    parse();
}

void ConnectString::parse()
{
    const std::string_view separators =
        text_.find(';') == std::string::npos ? kBlank : std::string_view(";");
    const std::string skipped = std::string(separators) + std::string(kBlank);
    std::size_t at = text_.find_first_not_of(skipped);
    while (at != std::string::npos) {
        const std::size_t equals = text_.find('=', at);
        if (equals == std::string::npos) {
            return;
        }
        const std::size_t end = value_end(text_, equals + 1, separators);
        const std::string_view all(text_);
        std::string key = lower(all.substr(at, equals - at));
        key.erase(key.find_last_not_of(kBlank) + 1);
        pairs_.push_back({std::move(key), unquoted(all.substr(equals + 1, end - equals - 1))});
        at = text_.find_first_not_of(skipped, end);
    }
}

bool ConnectString::has(std::string_view key) const
{
    return std::any_of(pairs_.begin(), pairs_.end(),
                       [key](const Pair& pair) { return pair.key == key; });
}

std::string ConnectString::cleaned(std::string_view message) const
{
    std::string text = one_line(message.substr(0, message.find("\nLINE ")));
    replace_all(text, text_, "***");
    for (const Pair& pair : pairs_) {
        if (is_secret(pair.key)) {
            replace_all(text, pair.value, "***");
        }
    }
    mask_values(text);
    shorten(text);
    return runtime::escaped(text);
}

} // namespace congto::source
