#include "agent/mapping/sent_code.h"

#include "proto/model/codes.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace congto::mapping {
namespace {

constexpr std::size_t kDigitsOfPersons = 9; // the older identity numbers; phones have ten

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_digits_in_a_row(std::string_view code, std::size_t many)
{
    std::size_t row = 0;
    return std::any_of(code.begin(), code.end(), [&](char c) {
        row = is_digit(c) ? row + 1 : 0;
        return row >= many;
    });
}

bool is_a_number(std::string_view code)
{
    const auto digits = std::count_if(code.begin(), code.end(), is_digit);
    return std::none_of(code.begin(), code.end(), is_letter) &&
           static_cast<std::size_t>(digits) >= kDigitsOfPersons;
}

// Only of a procedure's form does the canonical code lose what follows two groups.
bool is_procedure(std::string_view code)
{
    return model::canonical_procedure(code).size() < code.size();
}

bool is_of_a_dossier(std::string_view code)
{
    return is_digit(code.back()) && code.find('-') != std::string_view::npos &&
           model::day_in_dossier_code(model::canonical_dossier_code(code)).has_value();
}

// GUIDs and the 24 or 32 hexadecimal digits of other systems: nine digits in a row are chance
// there.
bool is_made_by_a_program(std::string_view code)
{
    const auto is_hexadecimal = [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    std::string digits(code);
    if (code.size() == 36 && code[8] == '-' && code[13] == '-' && code[18] == '-' &&
        code[23] == '-') {
        std::erase(digits, '-');
    }
    return (digits.size() == 24 || digits.size() == 32) &&
           std::all_of(digits.begin(), digits.end(), is_hexadecimal) &&
           std::any_of(digits.begin(), digits.end(), is_letter);
}

// "SGDĐT", as bodies are called by their initials: Đ among capitals, which is no way to write a
// name.
std::string without_dyet(std::string_view code)
{
    constexpr std::string_view kDyet = "\u0110";
    std::string plain(code);
    const bool is_small =
        std::any_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    for (auto at = plain.find(kDyet); !is_small && at != std::string::npos;
         at = plain.find(kDyet, at + 1)) {
        plain.replace(at, kDyet.size(), "D");
    }
    return plain;
}

} // namespace

bool is_sent_code(std::string_view code)
{
    const auto is_allowed = [](char c) {
        return is_letter(c) || is_digit(c) ||
               std::string_view("-._/").find(c) != std::string_view::npos;
    };
    if (code.empty() || !model::is_lawful_code(code)) {
        return false;
    }
    if (is_made_by_a_program(code)) {
        return true;
    }
    const std::string plain = without_dyet(code);
    return std::all_of(plain.begin(), plain.end(), is_allowed) &&
           !has_digits_in_a_row(plain, kDigitsOfPersons) &&
           (!is_a_number(plain) || is_procedure(plain)) && !is_of_a_dossier(plain);
}

} // namespace congto::mapping
