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

std::string CodedField::raw(const RowView& row) const
{
    const std::optional<std::string_view> text = row.text(column);
    if (!text) {
        return "(null)";
    }
    std::size_t end = text->size();
    if (end > kLongestRaw) {
        // Not inside a letter of several bytes.
        for (end = kLongestRaw;
             end > 0 && (static_cast<unsigned char>((*text)[end]) & 0xC0U) == 0x80U; --end) {
        }
    }
    return std::string(text->substr(0, end));
}

} // namespace congto::mapping
