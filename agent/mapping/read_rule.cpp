#include "agent/mapping/read_rule.h"

#include <algorithm>

namespace congto::mapping {
namespace {

using runtime::Table;
using Test = Condition::Test;

struct TestKey {
    std::string_view key;
    Test test;
};
constexpr std::array kTests{TestKey{"is", Test::is},
                            TestKey{"each_is", Test::each_is},
                            TestKey{"any_is", Test::any_is},
                            TestKey{"null", Test::null},
                            TestKey{"empty", Test::empty},
                            TestKey{"above", Test::above},
                            TestKey{"below", Test::below},
                            TestKey{"same_as", Test::same_as},
                            TestKey{"digits", Test::digits},
                            TestKey{"one_character", Test::one_character},
                            TestKey{"account_of", Test::account_of}};

std::string all_tests()
{
    std::string names;
    for (const TestKey& test : kTests) {
        names += (names.empty() ? "" : ", ") + std::string(test.key);
    }
    return names;
}

// A key that says true or false: false turns the test round.
void read_claim(Table& table, std::string_view key, Condition& condition)
{
    if (!table.boolean_or(key, true)) {
        condition.is_negated = !condition.is_negated;
    }
}

void read_texts(Table& table, std::string_view key, Condition& condition)
{
    for (const std::string& text : table.scalars_or_none(key)) {
        condition.texts.emplace_back(trimmed(text));
    }
    if (condition.texts.empty()) {
        table.fault(key, "must hold at least one value");
    }
}

void read_lengths(Table& table, std::string_view key, Condition& condition)
{
    for (const std::string& text : table.scalars_or_none(key)) {
        const int length = std::atoi(text.c_str());
        if (length < 1) {
            table.fault(key, "must hold lengths, such as [9, 12]");
        }
        condition.lengths.push_back(static_cast<std::size_t>(length));
    }
}

TimeWord read_time_word(Table& table, std::string_view key)
{
    const std::string name = table.text(key);
    const auto word = time_word_named(name);
    if (table.has(key) && !word) {
        table.fault(key, "\"" + name +
                             "\" is no time; say one of submitted, received, due, "
                             "resolved, returned, withdrawn");
    }
    return word.value_or(TimeWord::submitted);
}

void read_kinds(Table& table, std::string_view key, Condition& condition)
{
    for (const std::string& name : table.scalars_or_none(key)) {
        if (const auto kind = account_kind_named(name)) {
            condition.kinds.set(static_cast<std::size_t>(*kind));
        } else {
            table.fault(key, "\"" + name +
                                 "\" is no kind of account; say some of staff, post_clerk, kiosk, "
                                 "agent, system");
        }
    }
    if (table.scalars_or_none(key).empty()) {
        table.fault(key, "must hold at least one kind");
    }
    condition.time = read_time_word(table, "on");
}

void read_test(Table& table, const TestKey& test, Condition& condition, Columns& columns)
{
    condition.test = test.test;
    switch (test.test) {
    case Test::is:
    case Test::each_is:
    case Test::any_is:
        read_texts(table, test.key, condition);
        return;
    case Test::null:
    case Test::empty:
    case Test::one_character:
        read_claim(table, test.key, condition);
        return;
    case Test::above:
    case Test::below:
        condition.number = static_cast<double>(table.integer_if(test.key).value_or(0));
        return;
    case Test::same_as:
        condition.other = read_column(table, test.key, columns);
        return;
    case Test::digits:
        read_lengths(table, test.key, condition);
        return;
    case Test::account_of:
        read_kinds(table, test.key, condition);
        return;
    case Test::within:
        return;
    }
}

void read_within(Table& table, Condition& condition)
{
    condition.test = Test::within;
    condition.time = read_time_word(table, "time");
    condition.other_time = read_time_word(table, "of");
    if (!table.has("within")) {
        table.fault("within", "is missing: how far apart the two times may be, such as \"10s\"");
    }
    condition.apart =
        std::chrono::floor<std::chrono::seconds>(table.duration_or("within", condition.apart));
}

void read_column_test(Table& table, Condition& condition, Columns& columns)
{
    condition.column = read_column(table, "column", columns);
    const auto is_said = [&table](const TestKey& test) { return table.has(test.key); };
    const auto count = std::count_if(kTests.begin(), kTests.end(), is_said);
    if (count != 1) {
        table.fault("", (count == 0 ? "a condition must have a test: one of "
                                    : "a condition may have only one test of ") +
                            all_tests());
    }
    for (const TestKey& test : kTests) {
        if (table.has(test.key)) {
            read_test(table, test, condition, columns);
        }
    }
}

Condition read_condition(Table table, Columns& columns)
{
    Condition condition;
    condition.is_negated = table.boolean_or("not", false);
    if (table.has("time")) {
        read_within(table, condition);
    } else {
        read_column_test(table, condition, columns);
    }
    return condition;
}

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

std::optional<TimeWord> time_word_named(std::string_view name)
{
    const auto* found = std::find(kTimeWords.begin(), kTimeWords.end(), name);
    return found == kTimeWords.end()
               ? std::nullopt
               : std::optional(static_cast<TimeWord>(found - kTimeWords.begin()));
}

Slot read_column(Table& holder, std::string_view key, Columns& columns)
{
    return columns.add(holder.text(key), holder.place(key));
}

Rule read_rule(Table& holder, std::string_view key, Columns& columns)
{
    Rule rule;
    for (const Table& table : holder.tables(key)) {
        rule.conditions.push_back(read_condition(table, columns));
    }
    if (rule.conditions.empty()) {
        holder.fault(key, "must hold at least one condition");
    }
    return rule;
}

CodedField read_coded_field(Table field, const Words& words, Columns& columns)
{
    CodedField read;
    if (!field.present()) {
        return read;
    }
    read.column = read_column(field, "column", columns);
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
        read.rules.push_back({read_rule(rule, "when", columns), word.value_or(0)});
    }
    if (values.keys().empty() && read.rules.empty()) {
        field.fault("", "has neither values nor rules");
    }
    return read;
}

} // namespace congto::mapping
