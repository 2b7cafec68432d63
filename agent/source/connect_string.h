// A secret: how to reach a source. Of this room alone.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace congto::source {

// One line "key=value key='value' …" (SOCI) or "KEY=value;KEY={value};…" (ODBC). Never printed;
// what engines say goes through cleaned() first, since some quote it back.
class ConnectString {
public:
    // The first line of the file. Throws runtime::Unavailable, naming the file only.
    static ConnectString from_file(const std::filesystem::path& file);
    explicit ConnectString(std::string text);

    const std::string& text() const { return text_; }
    bool has(std::string_view key) const; // `key` in lower case

    // A driver's message made fit for a log: one line of at most 300 bytes; no secret of this
    // string; no value of a row (engines write those after a colon, in quotes), no query text.
    std::string cleaned(std::string_view message) const;

private:
    struct Pair {
        std::string key; // lower case
        std::string value;
    };

    void parse();

    std::string text_;
    std::vector<Pair> pairs_;
};

} // namespace congto::source
