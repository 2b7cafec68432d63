#include "agent/mapping/numbered_code.h"

#include "proto/model/codes.h"

#include <algorithm>
#include <charconv>

namespace congto::mapping {
namespace {

constexpr std::size_t kMostDigits = 6;

// All of it; none: not a number of one to six digits above 0.
std::optional<std::uint32_t> count_in(std::string_view text)
{
    std::uint32_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || text.size() > kMostDigits || parsed.ec != std::errc{} ||
        parsed.ptr != text.data() + text.size() || number == 0) {
        return std::nullopt;
    }
    return number;
}

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

// "H56.14", "000.17.22.H56": a unit code among groups of one to four digits. Anything else may be
// what somebody typed, a name perhaps, and is told to nobody.
bool is_body_form(std::string_view text)
{
    int units = 0;
    while (true) {
        const std::string_view group = text.substr(0, text.find('.'));
        if (model::is_unit_code(group)) {
            ++units;
        } else if (group.empty() || group.size() > 4 ||
                   !std::all_of(group.begin(), group.end(), is_digit)) {
            return false;
        }
        if (group.size() == text.size()) {
            return units == 1;
        }
        text.remove_prefix(group.size() + 1);
    }
}

} // namespace

// The date is the first group in the middle that is one, and the number the last group: nothing may
// stand between them.
std::optional<NumberedCode> number_in(std::string_view canonical_code)
{
    const std::size_t last = canonical_code.rfind('-');
    if (last == std::string_view::npos || last == 0) {
        return std::nullopt;
    }
    const std::size_t date = canonical_code.rfind('-', last - 1);
    if (date == std::string_view::npos || date == 0) {
        return std::nullopt;
    }
    const std::string_view body = canonical_code.substr(0, date);
    const auto number = count_in(canonical_code.substr(last + 1));
    // Of all groups but these two none may be a date: a code has one day.
    const auto day = model::day_in_dossier_code(canonical_code);
    const auto earlier = model::day_in_dossier_code(std::string(body) + "-X");
    if (!number || !day || earlier || !is_body_form(body)) {
        return std::nullopt;
    }
    return NumberedCode{*day, std::string(body), *number};
}

} // namespace congto::mapping
