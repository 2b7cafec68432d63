// A settings file as a tree that remembers lines, and what was asked for. Of this room alone.
#pragma once

#include "config/runtime/settings.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace congto::runtime {

enum class Form : std::uint8_t { text, integer, boolean, real, time, array, table };

std::string_view name_of(Form form);

struct Entry {
    Form form = Form::table;
    unsigned line = 1;
    std::string key;  // inside its table; empty for an array's items
    std::string text; // form text
    std::int64_t integer = 0;
    bool boolean = false;
    std::vector<Entry> items; // an array's items or a table's entries, in the file's order
    bool read = false;
};

// The entry of that key; null: there is none, or no table.
Entry* find(Entry* table, std::string_view key);

// "source.kind"; either part may be empty.
std::string joined(const std::string& path, std::string_view key);

struct Tree {
    std::string name; // the file's, in messages
    std::filesystem::path folder;
    Entry root;
    std::vector<std::string> faults;
};

// Throws BadSettings: not TOML.
Entry parse_tree(std::string_view text, const std::string& name);

struct Table::Node {
    Tree* tree;
    Entry* entry; // null: the table is not in the file
    std::string path;
    unsigned line; // of the table, or of what would hold it
};

} // namespace congto::runtime
