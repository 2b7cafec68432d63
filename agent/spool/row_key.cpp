#include "agent/spool/row_key.h"

#include "agent/spool/query.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace congto::spool {
namespace {

constexpr std::size_t kMostDigits = 18; // of a number that fits an integer whatever it is
constexpr std::size_t kGuidLength = 36; // 8-4-4-4-12

enum class Case : std::uint8_t { lower, upper };

// Only the one way a number is written: "7" is not "07".
std::optional<std::int64_t> as_number(std::string_view text)
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || text.size() > kMostDigits || (text.size() > 1 && text[0] == '0') ||
        !std::all_of(text.begin(), text.end(), is_digit)) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<std::uint8_t> hex_digit(char c, Case letters)
{
    const char ten = letters == Case::lower ? 'a' : 'A';
    if (c >= '0' && c <= '9') {
        return static_cast<std::uint8_t>(c - '0');
    }
    if (c >= ten && c <= ten + 5) {
        return static_cast<std::uint8_t>(c - ten + 10);
    }
    return std::nullopt;
}

bool is_dash_place(std::size_t place)
{
    return place == 8 || place == 13 || place == 18 || place == 23;
}

std::optional<std::array<std::uint8_t, 17>> as_guid(std::string_view text, Case letters)
{
    if (text.size() != kGuidLength) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 17> guid{};
    std::size_t digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_place(i)) {
            if (text[i] != '-') {
                return std::nullopt;
            }
            continue;
        }
        const auto digit = hex_digit(text[i], letters);
        if (!digit) {
            return std::nullopt;
        }
        guid[digits / 2] = static_cast<std::uint8_t>(guid[digits / 2] << 4 | *digit);
        ++digits;
    }
    guid[16] = static_cast<std::uint8_t>(letters);
    return guid;
}

std::string text_of(std::int64_t number)
{
    return std::to_string(number);
}

std::string text_of(const std::array<std::uint8_t, 17>& guid)
{
    const std::string_view digits = guid[16] == static_cast<std::uint8_t>(Case::lower)
                                        ? "0123456789abcdef"
                                        : "0123456789ABCDEF";
    std::string text;
    for (std::size_t i = 0; i < 16; ++i) {
        if (is_dash_place(text.size())) {
            text += '-';
        }
        text += digits[guid.at(i) >> 4U];
        text += digits[guid.at(i) & 0xFU];
    }
    return text;
}

std::string text_of(std::string_view text)
{
    return std::string(text);
}

} // namespace

RowKey packed(std::string_view text)
{
    if (const auto number = as_number(text)) {
        return *number;
    }
    for (const Case letters : {Case::lower, Case::upper}) {
        if (const auto guid = as_guid(text, letters)) {
            return *guid;
        }
    }
    return text;
}

std::string unpacked(const RowKey& key)
{
    return std::visit([](const auto& held) { return text_of(held); }, key);
}

std::string unpacked(const Query& row, int column)
{
    if (row.is_integer(column)) {
        return unpacked(row.integer(column));
    }
    if (row.is_text(column)) {
        return unpacked(row.text(column));
    }
    return unpacked(row.array<17>(column));
}

} // namespace congto::spool
