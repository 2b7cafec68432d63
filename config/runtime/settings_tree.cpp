#include "config/runtime/settings_tree.h"

#include "config/runtime/text.h"

#include <algorithm>

namespace congto::runtime {

std::string_view name_of(Form form)
{
    switch (form) {
    case Form::text:
        return "a string";
    case Form::integer:
        return "an integer";
    case Form::boolean:
        return "true or false";
    case Form::real:
        return "a number with a fraction";
    case Form::time:
        return "a date or time";
    case Form::array:
        return "an array";
    case Form::table:
        return "a table";
    }
    return "";
}

Entry* find(Entry* table, std::string_view key)
{
    if (table == nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(table->items.begin(), table->items.end(),
                                    [key](const Entry& entry) { return entry.key == key; });
    return found == table->items.end() ? nullptr : &*found;
}

std::string joined(const std::string& path, std::string_view key)
{
    if (path.empty() || key.empty()) {
        return path + std::string(key);
    }
    return path + "." + std::string(key);
}

std::string Table::place(std::string_view key) const
{
    const Entry* entry = find(node_->entry, key);
    const std::string where =
        node_->tree->name + ":" + std::to_string(entry == nullptr ? node_->line : entry->line);
    const std::string name = joined(node_->path, key);
    return name.empty() ? where : where + ": " + escaped(name);
}

void Table::fault(std::string_view key, std::string_view what)
{
    node_->tree->faults.push_back(place(key) + ": " + escaped(what));
}

} // namespace congto::runtime
