#include "config/runtime/settings.h"

#include "config/runtime/secrets.h"
#include "config/runtime/settings_tree.h"

namespace congto::runtime {
namespace {

// The entry if it is there and of that form; a fault if it is of another.
Entry* read(Table& table, Entry* holder, std::string_view key, Form form)
{
    Entry* entry = find(holder, key);
    if (entry == nullptr) {
        return nullptr;
    }
    entry->read = true;
    if (entry->form != form) {
        table.fault(key, "must be " + std::string(name_of(form)) + ", not " +
                             std::string(name_of(entry->form)));
        return nullptr;
    }
    return entry;
}

} // namespace

Table::Table(std::shared_ptr<Node> node) : node_(std::move(node)) {}

bool Table::present() const
{
    return node_->entry != nullptr;
}

bool Table::has(std::string_view key) const
{
    return find(node_->entry, key) != nullptr;
}

std::vector<std::string> Table::keys() const
{
    std::vector<std::string> names;
    if (node_->entry != nullptr) {
        for (const Entry& entry : node_->entry->items) {
            names.push_back(entry.key);
        }
    }
    return names;
}

std::optional<std::string> Table::text_if(std::string_view key)
{
    const Entry* entry = read(*this, node_->entry, key, Form::text);
    return entry == nullptr ? std::nullopt : std::optional(entry->text);
}

std::string Table::text_or(std::string_view key, std::string_view fallback)
{
    return text_if(key).value_or(std::string(fallback));
}

std::string Table::text(std::string_view key)
{
    if (!has(key)) {
        fault(key, "is missing");
        return {};
    }
    return text_or(key, "");
}

std::optional<std::int64_t> Table::integer_if(std::string_view key)
{
    const Entry* entry = read(*this, node_->entry, key, Form::integer);
    return entry == nullptr ? std::nullopt : std::optional(entry->integer);
}

std::int64_t Table::integer_or(std::string_view key, std::int64_t fallback, std::int64_t least,
                               std::int64_t most)
{
    const std::int64_t value = integer_if(key).value_or(fallback);
    if (has(key) && (value < least || value > most)) {
        fault(key, "must be from " + std::to_string(least) + " to " + std::to_string(most));
        return fallback;
    }
    return value;
}

bool Table::boolean_or(std::string_view key, bool fallback)
{
    const Entry* entry = read(*this, node_->entry, key, Form::boolean);
    return entry == nullptr ? fallback : entry->boolean;
}

std::chrono::milliseconds Table::duration_or(std::string_view key,
                                             std::chrono::milliseconds fallback)
{
    Entry* entry = find(node_->entry, key);
    if (entry == nullptr) {
        return fallback;
    }
    entry->read = true;
    const auto parsed = parse_duration(entry->text);
    if (!parsed) {
        fault(key,
              R"(must be a duration with its unit, such as "250ms", "5s", "5m", "1h" or "2d")");
    }
    return parsed.value_or(fallback);
}

std::uint64_t Table::bytes_or(std::string_view key, std::uint64_t fallback)
{
    Entry* entry = find(node_->entry, key);
    if (entry == nullptr) {
        return fallback;
    }
    entry->read = true;
    const auto parsed = parse_bytes(entry->text);
    if (!parsed) {
        fault(key, R"(must be a size with its unit, such as "512B", "64KiB", "64MiB" or "2GiB")");
    }
    return parsed.value_or(fallback);
}

std::optional<std::filesystem::path> Table::path_if(std::string_view key)
{
    const std::optional<std::string> text = text_if(key);
    if (!text) {
        return std::nullopt;
    }
    if (text->empty()) {
        fault(key, "must not be empty");
        return std::nullopt;
    }
    if (const auto credential = credential_of(*text)) {
        if (!credential->fault.empty()) {
            fault(key, credential->fault);
            return std::nullopt;
        }
        return credential->file;
    }
    return node_->tree->folder / *text;
}

std::filesystem::path Table::path(std::string_view key)
{
    if (!has(key)) {
        fault(key, "is missing");
        return {};
    }
    return path_if(key).value_or(std::filesystem::path());
}

std::vector<std::string> Table::texts_or_none(std::string_view key)
{
    std::vector<std::string> texts;
    const Entry* array = read(*this, node_->entry, key, Form::array);
    if (array == nullptr) {
        return texts;
    }
    for (const Entry& item : array->items) {
        if (item.form != Form::text) {
            fault(key, "must hold strings only");
            return {};
        }
        texts.push_back(item.text);
    }
    return texts;
}

std::vector<std::string> Table::scalars_or_none(std::string_view key)
{
    Entry* entry = find(node_->entry, key);
    if (entry == nullptr) {
        return {};
    }
    entry->read = true;
    const std::vector<Entry> single{*entry};
    std::vector<std::string> texts;
    for (const Entry& item : entry->form == Form::array ? entry->items : single) {
        if (item.form != Form::text && item.form != Form::integer) {
            fault(key, "must be a string or an integer, or an array of them");
            return {};
        }
        texts.push_back(item.form == Form::text ? item.text : std::to_string(item.integer));
    }
    return texts;
}

Table Table::table(std::string_view key)
{
    Entry* entry = read(*this, node_->entry, key, Form::table);
    const unsigned line = entry == nullptr ? node_->line : entry->line;
    return Table(std::make_shared<Node>(Node{node_->tree, entry, joined(node_->path, key), line}));
}

std::vector<Table> Table::tables(std::string_view key)
{
    std::vector<Table> found;
    Entry* array = read(*this, node_->entry, key, Form::array);
    if (array == nullptr) {
        return found;
    }
    for (Entry& item : array->items) {
        if (item.form != Form::table) {
            fault(key, "must hold tables only ([[" + joined(node_->path, key) + "]])");
            return {};
        }
        const std::string path =
            joined(node_->path, key) + "[" + std::to_string(found.size() + 1) + "]";
        found.push_back(Table(std::make_shared<Node>(Node{node_->tree, &item, path, item.line})));
    }
    return found;
}

} // namespace congto::runtime
