#include "agent/mapping/coded_field.h"

namespace congto::mapping {
namespace {

constexpr std::size_t kLongestRaw = 64;

} // namespace

std::optional<std::uint8_t> CodedField::word(const RowView& row) const
{
    for (const WordRule& rule : rules) {
        if (rule.when.holds(row)) {
            return rule.word;
        }
    }
    const std::optional<std::string_view> text = row.text(column);
    if (!text) {
        return null_word;
    }
    const auto found = values.find(*text);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

std::string listed(std::optional<std::string_view> text)
{
    if (!text) {
        return "(null)";
    }
    constexpr std::size_t kWidestLetter = 4;
    std::size_t end = text->size();
    if (end > kLongestRaw) {
        // Not inside a letter of several bytes.
        for (end = kLongestRaw; end > kLongestRaw - kWidestLetter &&
                                (static_cast<unsigned char>((*text)[end]) & 0xC0U) == 0x80U;
             --end) {
        }
    }
    return std::string(text->substr(0, end));
}

} // namespace congto::mapping
