#include "config/runtime/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace congto::runtime {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Marks that stand on the letter before them, and characters without width (Unicode 15, the blocks
// met in practice).
constexpr std::array kZeroWidth{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x0E31, 0x0E31}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E},
    Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F}, Range{0x2060, 0x2064},
    Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
};

constexpr std::array kDoubleWidth{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};

template <std::size_t Size>
bool is_in(const std::array<Range, Size>& ranges, char32_t point)
{
    return std::any_of(ranges.begin(), ranges.end(), [point](const Range& range) {
        return range.first <= point && point <= range.last;
    });
}

std::string hexadecimal(const char* format, unsigned value)
{
    std::array<char, 16> text{};
    const int size = std::snprintf(text.data(), text.size(), format, value);
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string escape_of(char32_t point)
{
    switch (point) {
    case U'\n':
        return "\\n";
    case U'\r':
        return "\\r";
    case U'\t':
        return "\\t";
    default:
        break;
    }
    return hexadecimal(point < 0x80 ? "\\x%02x" : "\\u{%04x}", static_cast<unsigned>(point));
}

std::size_t length_by_lead(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if ((lead & 0xF0U) == 0xE0) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

} // namespace

CodePoint first_code_point(std::string_view text)
{
    constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = length_by_lead(lead);
    if (length == 0 || text.size() < length) {
        return {};
    }
    if (length == 1) {
        return {lead, 1};
    }
    char32_t point = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80) {
            return {};
        }
        point = point << 6U | (next & 0x3FU);
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < kLeast.at(length) || surrogate || point > 0x10FFFF) {
        return {};
    }
    return {point, length};
}

bool is_valid_utf8(std::string_view text)
{
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (!point.value) {
            return false;
        }
        text.remove_prefix(point.length);
    }
    return true;
}

bool is_control(char32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x2028 || point == 0x2029 ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

std::string escaped(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (!point.value) {
            result += hexadecimal("\\x%02x", static_cast<unsigned char>(text.front()));
        } else if (is_control(*point.value)) {
            result += escape_of(*point.value);
        } else {
            result += text.substr(0, point.length);
        }
        text.remove_prefix(point.length);
    }
    return result;
}

std::size_t terminal_width(std::string_view text)
{
    std::size_t width = 0;
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        const char32_t value = point.value.value_or(U'?');
        if (value < 0x300) {
            ++width;
        } else if (!is_in(kZeroWidth, value)) {
            width += is_in(kDoubleWidth, value) ? 2 : 1;
        }
        text.remove_prefix(point.length);
    }
    return width;
}

} // namespace congto::runtime
