// A secret: how to reach a source. Of this room alone.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace congto::source {

// One line. Never printed; what engines say goes through cleaned() first, since some quote it back.
//
//   postgresql, mysql   key=value key='a value' …      a backslash holds for the character after it
//   sqlite3             key=value key="a value" …
//   odbc                KEY=value;KEY={a value};…      }} stands for } between braces
class ConnectString {
public:
    // The first line of the file. Throws runtime::Unavailable, naming the file only: it cannot be
    // read, or is not of the engine's form. A driver would quote what it takes for an option, which
    // may be the half of a password.
    static ConnectString from_file(const std::filesystem::path& file, std::string_view engine);
    ConnectString(std::string text, std::string_view engine);

    const std::string& text() const { return text_; }
    bool has(std::string_view key) const; // `key` in lower case
    // Why it is not of its form, without a part of it; empty: it is.
    const std::string& fault() const { return fault_; }

    // A driver's message made fit for a log: one line of at most 300 bytes; nothing of this string
    // but the values and names of options known to be harmless; no value of a row (engines write
    // those after a colon, in quotes), no query text.
    std::string cleaned(std::string_view message) const;

private:
    struct Pair {
        std::string key;     // lower case
        std::string value;   // without quotes
        std::string written; // both, as they stand
    };

    void parse(bool is_odbc, char quote);
    std::vector<std::string> secrets() const;

    std::string text_;
    std::string fault_;
    std::vector<Pair> pairs_;
};

} // namespace congto::source
