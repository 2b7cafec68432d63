// Reads TOML: every fault is collected with file, line and key; unknown keys are faults.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::runtime {

class SettingsFile;

// A table of a settings file. Reading a key marks it known; what stays unread when the file is
// finished is reported as an unknown key. Reads never throw: a fault is recorded and the fallback
// returned. Must not outlive its SettingsFile.
class Table {
public:
    // True: the table is in the file.
    bool present() const;
    bool has(std::string_view key) const;
    std::vector<std::string> keys() const; // in the file's order
    // "file:line: table.key" for messages of one's own.
    std::string place(std::string_view key) const;

    // Required: absent is a fault.
    std::string text(std::string_view key);
    std::string text_or(std::string_view key, std::string_view fallback);
    std::optional<std::string> text_if(std::string_view key);
    std::int64_t integer_or(std::string_view key, std::int64_t fallback, std::int64_t least,
                            std::int64_t most);
    std::optional<std::int64_t> integer_if(std::string_view key);
    bool boolean_or(std::string_view key, bool fallback);
    // "250ms" "5s" "5m" "1h" "2d": a number without a unit is a fault.
    std::chrono::milliseconds duration_or(std::string_view key, std::chrono::milliseconds fallback);
    // "64KiB" "64MiB" "2GiB" "512B".
    std::uint64_t bytes_or(std::string_view key, std::uint64_t fallback);
    std::filesystem::path path(std::string_view key); // relative to the file's folder
    std::optional<std::filesystem::path> path_if(std::string_view key);
    std::vector<std::string> texts_or_none(std::string_view key); // array of strings
    // A key whose value may be a string or an integer, as text ("2", "online"); arrays of such.
    std::vector<std::string> scalars_or_none(std::string_view key);

    // Sub-tables: an absent one is an empty table with present() false.
    Table table(std::string_view key);
    std::vector<Table> tables(std::string_view key); // [[key]]

    // Records a fault of one's own at a key ("" = the table itself).
    void fault(std::string_view key, std::string_view what);

private:
    friend class SettingsFile;
    struct Node;
    explicit Table(std::shared_ptr<Node> node);
    std::shared_ptr<Node> node_;
};

// One file, read whole. Usage: open, read everything through root(), then finish().
class SettingsFile {
public:
    // Throws BadSettings: file missing, unreadable, or not TOML (with line and column).
    explicit SettingsFile(const std::filesystem::path& path);
    // The same from text; `name` stands for the file in messages.
    SettingsFile(std::string_view text, std::string name);
    ~SettingsFile();
    SettingsFile(const SettingsFile&) = delete;
    SettingsFile& operator=(const SettingsFile&) = delete;

    Table root();
    // Every fault so far, and every key nobody read. Empty: all is well.
    std::vector<std::string> faults() const;
    // Throws BadSettings when faults() is not empty.
    void finish() const;
    const std::string& content() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

// The quantities by themselves; none: not of that form or out of range.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
std::optional<std::uint64_t> parse_bytes(std::string_view text);

} // namespace congto::runtime
