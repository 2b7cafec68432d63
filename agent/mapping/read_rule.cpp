#include "agent/mapping/read_rule.h"

#include "agent/mapping/read_condition.h"

namespace congto::mapping {
namespace {

using runtime::Table;

// Reads one word's raw values, and tells of those another word has already.
void add_values(Table& values, const std::string& name, std::uint8_t word, CodedField& field)
{
    for (const std::string& raw : values.scalars_or_none(name)) {
        const std::string value(trimmed(raw));
        if (!field.values.emplace(value, word).second) {
            values.fault(name, "the value \"" + value + "\" is listed twice");
        }
    }
}

std::optional<std::uint8_t> read_word(Table& table, std::string_view key, std::string_view name,
                                      const Words& words)
{
    const auto word = words.numbered(name);
    if (!word) {
        table.fault(key,
                    "\"" + std::string(name) + "\" is no word for this; say one of " + words.all);
    }
    return word;
}

} // namespace

Rule read_rule(Table& holder, std::string_view key, Ruleset& rules)
{
    Rule rule;
    for (const Table& table : holder.tables(key)) {
        rule.conditions.push_back(read_condition(table, rules));
    }
    if (rule.conditions.empty()) {
        holder.fault(key, "must hold at least one condition");
    }
    return rule;
}

CodedField read_coded_field(Table field, const Words& words, Ruleset& rules)
{
    CodedField read;
    if (!field.present()) {
        return read;
    }
    read.column = read_column(field, "column", rules.columns);
    if (const auto name = field.text_if("null")) {
        read.null_word = read_word(field, "null", *name, words);
    }
    Table values = field.table("values");
    for (const std::string& name : values.keys()) {
        const auto word = read_word(values, name, name, words);
        add_values(values, name, word.value_or(0), read);
    }
    for (Table rule : field.tables("rule")) {
        const auto word = read_word(rule, "word", rule.text("word"), words);
        read.rules.push_back({read_rule(rule, "when", rules), word.value_or(0)});
    }
    if (values.keys().empty() && read.rules.empty()) {
        field.fault("", "has neither values nor rules");
    }
    return read;
}

} // namespace congto::mapping
