#include "config/runtime/failure.h"
#include "config/runtime/settings_tree.h"
#include "config/runtime/text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace congto::runtime {
namespace {

std::string read_file(const std::filesystem::path& path)
{
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) {
        throw BadSettings(path.string() + ": is a folder, not a settings file");
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw BadSettings(path.string() + ": cannot be read: " + std::strerror(errno));
    }
    std::string content(std::istreambuf_iterator<char>(file), {});
    if (file.bad()) {
        throw BadSettings(path.string() + ": cannot be read to its end");
    }
    return content;
}

Entry entry_of(const toml::node& node, std::string_view key);

Entry array_entry(const toml::array& array)
{
    Entry entry;
    entry.form = Form::array;
    for (const toml::node& item : array) {
        entry.items.push_back(entry_of(item, {}));
    }
    return entry;
}

// toml++ keeps keys by name; people expect them in the order they wrote.
Entry table_entry(const toml::table& table)
{
    std::vector<std::pair<std::string_view, const toml::node*>> members;
    for (const auto& [key, node] : table) {
        members.emplace_back(key.str(), &node);
    }
    std::stable_sort(members.begin(), members.end(), [](const auto& left, const auto& right) {
        const toml::source_position& one = left.second->source().begin;
        const toml::source_position& other = right.second->source().begin;
        return std::pair(one.line, one.column) < std::pair(other.line, other.column);
    });
    Entry entry;
    for (const auto& [key, node] : members) {
        entry.items.push_back(entry_of(*node, key));
    }
    return entry;
}

Entry value_entry(const toml::node& node)
{
    Entry entry;
    if (const auto* text = node.as_string()) {
        entry.form = Form::text;
        entry.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        entry.form = Form::integer;
        entry.integer = integer->get();
    } else if (const auto* boolean = node.as_boolean()) {
        entry.form = Form::boolean;
        entry.boolean = boolean->get();
    } else {
        entry.form = node.is_floating_point() ? Form::real : Form::time;
    }
    return entry;
}

Entry entry_of(const toml::node& node, std::string_view key)
{
    const toml::array* array = node.as_array();
    const toml::table* table = node.as_table();
    Entry entry = table != nullptr   ? table_entry(*table)
                  : array != nullptr ? array_entry(*array)
                                     : value_entry(node);
    entry.key = key;
    entry.line = std::max(1U, static_cast<unsigned>(node.source().begin.line));
    return entry;
}

void add_unread(const Tree& tree, const Entry& table, const std::string& path,
                std::vector<std::string>& faults);

// An array's items carry no key: they are counted from 1.
void add_unread_items(const Tree& tree, const Entry& array, const std::string& path,
                      std::vector<std::string>& faults)
{
    std::size_t number = 0;
    for (const Entry& item : array.items) {
        add_unread(tree, item, path + "[" + std::to_string(++number) + "]", faults);
    }
}

void add_unread(const Tree& tree, const Entry& table, const std::string& path,
                std::vector<std::string>& faults)
{
    for (const Entry& entry : table.items) {
        const std::string here = joined(path, entry.key);
        if (!entry.read) {
            faults.push_back(tree.name + ":" + std::to_string(entry.line) + ": " + escaped(here) +
                             ": unknown key");
        } else if (entry.form == Form::table) {
            add_unread(tree, entry, here, faults);
        } else if (entry.form == Form::array) {
            add_unread_items(tree, entry, here, faults);
        }
    }
}

} // namespace

Entry parse_tree(std::string_view text, const std::string& name)
{
    try {
        return entry_of(toml::parse(text), {});
    } catch (const toml::parse_error& wrong) {
        const toml::source_position& where = wrong.source().begin;
        throw BadSettings(name + ":" + std::to_string(where.line) + ":" +
                          std::to_string(where.column) + ": " +
                          escaped(std::string(wrong.description())));
    }
}

struct SettingsFile::State {
    std::string content;
    Tree tree;
};

SettingsFile::SettingsFile(const std::filesystem::path& path)
    : SettingsFile(read_file(path), path.string())
{
    state_->tree.folder = path.parent_path();
}

SettingsFile::SettingsFile(std::string_view text, std::string name)
    : state_(std::make_shared<State>())
{
    state_->content = text;
    state_->tree.root = parse_tree(text, name);
    state_->tree.root.read = true;
    state_->tree.name = std::move(name);
}

SettingsFile::~SettingsFile() = default;

Table SettingsFile::root()
{
    Tree& tree = state_->tree;
    return Table(std::make_shared<Table::Node>(Table::Node{&tree, &tree.root, "", 1}));
}

std::vector<std::string> SettingsFile::faults() const
{
    std::vector<std::string> all = state_->tree.faults;
    add_unread(state_->tree, state_->tree.root, "", all);
    return all;
}

void SettingsFile::finish() const
{
    std::vector<std::string> all = faults();
    if (!all.empty()) {
        throw BadSettings(std::move(all));
    }
}

const std::string& SettingsFile::content() const
{
    return state_->content;
}

} // namespace congto::runtime
