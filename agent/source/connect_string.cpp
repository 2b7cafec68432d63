#include "agent/source/connect_string.h"

#include "agent/source/cleaned_message.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

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

// Options whose values and names may stand in a log: where an engine is, not how to get in.
bool is_harmless(std::string_view key)
{
    constexpr std::array kNames{"application_name",
                                "charset",
                                "client_encoding",
                                "connect_timeout",
                                "database",
                                "db",
                                "dbname",
                                "driver",
                                "dsn",
                                "encrypt",
                                "host",
                                "hostaddr",
                                "keepalives_idle",
                                "port",
                                "read_timeout",
                                "readonly",
                                "server",
                                "servername",
                                "service",
                                "sslmode",
                                "ssl_mode",
                                "timeout",
                                "uid",
                                "unix_socket",
                                "user",
                                "username",
                                "tcp_user_timeout"};
    return std::find(kNames.begin(), kNames.end(), key) != kNames.end();
}

// Reads one value off the front of `rest`.
class ValueReader {
public:
    ValueReader(std::string_view& rest, bool is_odbc, char quote)
        : rest_(rest), is_odbc_(is_odbc), quote_(quote), escapes_(quote == '\'')
    {
    }

    // None: its quote is not closed.
    std::optional<std::string> read()
    {
        if (rest_.empty() || rest_.front() != quote_) {
            while (!rest_.empty() && !is_separator(rest_.front())) {
                take();
            }
            return std::move(value_);
        }
        rest_.remove_prefix(1);
        const char closing = is_odbc_ ? '}' : quote_;
        while (!rest_.empty()) {
            const bool twice = is_odbc_ && rest_.starts_with("}}");
            if (rest_.front() == closing && !twice) {
                rest_.remove_prefix(1);
                return std::move(value_);
            }
            rest_.remove_prefix(twice ? 1 : 0);
            take();
        }
        return std::nullopt;
    }

private:
    bool is_separator(char c) const
    {
        return is_odbc_ ? c == ';' : kBlank.find(c) != std::string_view::npos;
    }
    void take()
    {
        if (escapes_ && rest_.front() == '\\' && rest_.size() > 1) {
            rest_.remove_prefix(1);
        }
        value_ += rest_.front();
        rest_.remove_prefix(1);
    }

    std::string_view& rest_;
    bool is_odbc_;
    char quote_;
    bool escapes_;
    std::string value_;
};

bool is_key(std::string_view key)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.' || c == ' ';
    };
    return !key.empty() && std::all_of(key.begin(), key.end(), fits);
}

} // namespace

ConnectString ConnectString::from_file(const std::filesystem::path& file, std::string_view engine)
{
    std::ifstream in(file, std::ios::binary);
    std::string line;
    if (!in || !std::getline(in, line)) {
        throw runtime::Unavailable("connection file " + file.string() +
                                   " cannot be read or is empty; it must hold one line");
    }
    line.erase(line.find_last_not_of(kBlank) + 1);
    ConnectString read(std::move(line), engine);
    if (!read.fault().empty()) {
        throw runtime::Unavailable("connection file " + file.string() + ": " + read.fault());
    }
    return read;
}

ConnectString::ConnectString(std::string text, std::string_view engine) : text_(std::move(text))
{
    const bool is_odbc = engine == "odbc";
    parse(is_odbc, is_odbc ? '{' : engine == "sqlite3" ? '"' : '\'');
}

void ConnectString::parse(bool is_odbc, char quote)
{
    const std::string skipped = std::string(kBlank) + (is_odbc ? ";" : "");
    std::string_view rest = text_;
    for (;;) {
        rest.remove_prefix(std::min(rest.find_first_not_of(skipped), rest.size()));
        if (rest.empty()) {
            return;
        }
        const std::string_view from = rest;
        const std::size_t end = rest.find_first_of(is_odbc ? "=;" : "= \t\r\n");
        std::string key = lower(rest.substr(0, end));
        key.erase(key.find_last_not_of(kBlank) + 1);
        if (end == std::string_view::npos || rest[end] != '=' || !is_key(key)) {
            fault_ = is_odbc ? "it must be KEY=value;KEY=value;…; a value with ';' or '}' stands "
                               "in braces, and there } is written }}"
                             : "it must be words key=value; a value with a blank must be quoted, "
                               "as in key=" +
                                   std::string(1, quote) + "a value" + quote;
            return;
        }
        rest.remove_prefix(end + 1);
        auto value = ValueReader(rest, is_odbc, quote).read();
        if (!value) {
            fault_ = "a value begins with " + std::string(1, quote) + " and has no end";
            return;
        }
        pairs_.push_back({std::move(key), std::move(*value),
                          std::string(from.substr(0, from.size() - rest.size()))});
    }
}

bool ConnectString::has(std::string_view key) const
{
    return std::any_of(pairs_.begin(), pairs_.end(),
                       [key](const Pair& pair) { return pair.key == key; });
}

// Longest first, so that none is cut by a shorter one in it. A word of a value is one too: engines
// divide a string where they think it right.
std::vector<std::string> ConnectString::secrets() const
{
    constexpr std::string_view kBetween = " \t;'\"{}=";
    constexpr std::size_t kShortest = 3;
    std::vector<std::string> secrets{text_};
    for (const Pair& pair : pairs_) {
        if (is_harmless(pair.key)) {
            continue;
        }
        secrets.push_back(pair.written);
        secrets.push_back(pair.value);
        // A name nobody knows may be the rest of a password with a blank and '='.
        const std::size_t from = is_secret(pair.key) ? pair.written.find('=') : 0;
        for (const std::string& whole : {pair.written.substr(from), pair.value}) {
            for (std::size_t at = 0; at < whole.size();) {
                const std::size_t end = std::min(whole.find_first_of(kBetween, at), whole.size());
                if (end - at >= kShortest) {
                    secrets.push_back(whole.substr(at, end - at));
                }
                at = end + 1;
            }
        }
    }
    std::sort(secrets.begin(), secrets.end(),
              [](const auto& one, const auto& other) { return one.size() > other.size(); });
    return secrets;
}

std::string ConnectString::cleaned(std::string_view message) const
{
    return cleaned_message(message, secrets());
}

} // namespace congto::source
