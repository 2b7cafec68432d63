#include "agent/mapping/sent_code.h"

#include "proto/model/codes.h"

#include <algorithm>
#include <cstddef>

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

} // namespace

bool is_sent_code(std::string_view code)
{
    const auto is_allowed = [](char c) {
        return is_letter(c) || is_digit(c) ||
               std::string_view("-._/").find(c) != std::string_view::npos;
    };
    return !code.empty() && model::is_lawful_code(code) &&
           std::all_of(code.begin(), code.end(), is_allowed) &&
           !has_digits_in_a_row(code, kDigitsOfPersons) &&
           (!is_a_number(code) || is_procedure(code)) && !is_of_a_dossier(code);
}

} // namespace congto::mapping
