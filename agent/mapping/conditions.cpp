#include "agent/mapping/conditions.h"

#include <algorithm>
#include <charconv>

namespace congto::mapping {
namespace {

bool is_one_of(const std::vector<std::string>& texts, std::string_view text)
{
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// The parts of a list with commas, trimmed.
std::vector<std::string_view> parts_of(std::string_view list)
{
    std::vector<std::string_view> parts;
    for (std::size_t comma = list.find(','); comma != std::string_view::npos;
         comma = list.find(',')) {
        parts.push_back(trimmed(list.substr(0, comma)));
        list.remove_prefix(comma + 1);
    }
    parts.push_back(trimmed(list));
    return parts;
}

bool each_is_one_of(const std::vector<std::string>& texts, std::string_view list)
{
    const auto parts = parts_of(list);
    return std::all_of(parts.begin(), parts.end(),
                       [&texts](std::string_view part) { return is_one_of(texts, part); });
}

bool any_is_one_of(const std::vector<std::string>& texts, std::string_view list)
{
    const auto parts = parts_of(list);
    return std::any_of(parts.begin(), parts.end(),
                       [&texts](std::string_view part) { return is_one_of(texts, part); });
}

std::optional<double> number_of(std::string_view text)
{
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

bool is_digits(std::string_view text, const std::vector<std::size_t>& lengths)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
           std::find(lengths.begin(), lengths.end(), text.size()) != lengths.end();
}

bool is_one_character(std::string_view text)
{
    return text.size() >= 2 && text.find_first_not_of(text.front()) == std::string_view::npos;
}

bool is_within(const Condition& condition, const RowView& row)
{
    const auto& one = row.time(condition.time);
    const auto& other = row.time(condition.other_time);
    return one && other && std::chrono::abs(*one - *other) <= condition.apart;
}

bool is_account_of(const Condition& condition, std::string_view account, const RowView& row)
{
    if (row.accounts == nullptr) {
        return false;
    }
    // A row that does not tell when is not for that the applicant's.
    const auto& time = row.time(condition.time);
    if (!time) {
        return row.accounts->was_ever(account, condition.kinds);
    }
    const auto kind = row.accounts->kind_of(account, model::day_of(*time));
    return kind && condition.kinds.test(static_cast<std::size_t>(*kind));
}

// Of a column that is not null.
bool text_holds(const Condition& condition, std::string_view text, const RowView& row)
{
    using Test = Condition::Test;
    switch (condition.test) {
    case Test::is:
        return is_one_of(condition.texts, text);
    case Test::each_is:
        return each_is_one_of(condition.texts, text);
    case Test::any_is:
        return any_is_one_of(condition.texts, text);
    case Test::empty:
        return text.empty();
    case Test::above: {
        const auto number = number_of(text);
        return number && *number > condition.number;
    }
    case Test::below: {
        const auto number = number_of(text);
        return number && *number < condition.number;
    }
    case Test::same_as:
        return row.text(condition.other) == text;
    case Test::digits:
        return is_digits(text, condition.lengths);
    case Test::one_character:
        return is_one_character(text);
    case Test::account_of:
        return is_account_of(condition, text, row);
    case Test::null:
    case Test::within:
        break;
    }
    return false;
}

bool plainly_holds(const Condition& condition, const RowView& row)
{
    using Test = Condition::Test;
    if (condition.test == Test::within) {
        return is_within(condition, row);
    }
    const std::optional<std::string_view> text = row.text(condition.column);
    if (!text) {
        return condition.test == Test::null || condition.test == Test::empty;
    }
    return text_holds(condition, *text, row);
}

} // namespace

std::optional<std::string_view> RowView::text(Slot slot) const
{
    const Cell& cell = columns.cell(row, slot);
    return cell ? std::optional(trimmed(*cell)) : std::nullopt;
}

bool Condition::holds(const RowView& row) const
{
    return plainly_holds(*this, row) != is_negated;
}

bool Rule::holds(const RowView& row) const
{
    return std::all_of(conditions.begin(), conditions.end(),
                       [&row](const Condition& condition) { return condition.holds(row); });
}

} // namespace congto::mapping
