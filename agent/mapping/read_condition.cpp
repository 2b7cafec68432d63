#include "agent/mapping/read_condition.h"

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

std::optional<TimeWord> time_word_named(std::string_view name)
{
    const auto* found = std::find(kTimeWords.begin(), kTimeWords.end(), name);
    return found == kTimeWords.end()
               ? std::nullopt
               : std::optional(static_cast<TimeWord>(found - kTimeWords.begin()));
}

// One the mapping has a column for: of any other a condition would never hold, and say nothing.
TimeWord read_time_word(Table& table, std::string_view key, const Ruleset& rules)
{
    const std::string name = table.text(key);
    const auto word = time_word_named(name);
    if (table.has(key) && !word) {
        table.fault(key, "\"" + name +
                             "\" is no time; say one of submitted, received, due, "
                             "resolved, returned, withdrawn");
    } else if (word && !rules.times[static_cast<std::size_t>(*word)]) {
        table.fault(key, "\"" + name +
                             "\" is no time of this mapping; name its column in "
                             "[times.columns]");
    }
    return word.value_or(TimeWord::submitted);
}

void read_kinds(Table& table, std::string_view key, Condition& condition, Ruleset& rules)
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
    condition.time = read_time_word(table, "on", rules);
    rules.account_columns.push_back(condition.column);
}

void read_test(Table& table, const TestKey& test, Condition& condition, Ruleset& rules)
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
        condition.other = read_column(table, test.key, rules.columns);
        return;
    case Test::digits:
        read_lengths(table, test.key, condition);
        return;
    case Test::account_of:
        read_kinds(table, test.key, condition, rules);
        return;
    case Test::within:
        return;
    }
}

void read_within(Table& table, Condition& condition, const Ruleset& rules)
{
    condition.test = Test::within;
    condition.time = read_time_word(table, "time", rules);
    condition.other_time = read_time_word(table, "of", rules);
    if (!table.has("within")) {
        table.fault("within", "is missing: how far apart the two times may be, such as \"10s\"");
    }
    condition.apart =
        std::chrono::floor<std::chrono::seconds>(table.duration_or("within", condition.apart));
}

void read_column_test(Table& table, Condition& condition, Ruleset& rules)
{
    condition.column = read_column(table, "column", rules.columns);
    const auto is_said = [&table](const TestKey& test) { return table.has(test.key); };
    const auto count = std::count_if(kTests.begin(), kTests.end(), is_said);
    if (count != 1) {
        table.fault("", (count == 0 ? "a condition must have a test: one of "
                                    : "a condition may have only one test of ") +
                            all_tests());
    }
    for (const TestKey& test : kTests) {
        if (table.has(test.key)) {
            read_test(table, test, condition, rules);
        }
    }
}

} // namespace

Slot read_column(Table& holder, std::string_view key, Columns& columns)
{
    return columns.add(holder.text(key), holder.place(key));
}

Condition read_condition(Table table, Ruleset& rules)
{
    Condition condition;
    condition.is_negated = table.boolean_or("not", false);
    if (table.has("time")) {
        read_within(table, condition, rules);
    } else {
        read_column_test(table, condition, rules);
    }
    return condition;
}

} // namespace congto::mapping
