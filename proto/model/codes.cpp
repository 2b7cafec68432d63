#include "proto/model/codes.h"

#include "config/runtime/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace congto::model {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), is_digit);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\n\v\f\r";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// Takes the text before the next separator, and the separator with it.
std::string_view next_group(std::string_view& rest, char separator)
{
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view group = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return group;
}

struct Replacement {
    std::string_view bytes; // UTF-8
    std::string_view by;
};

// What word processors and forms put where a space or a hyphen was meant.
constexpr std::array kReplacements{
    Replacement{"\xC2\x85", ""},      Replacement{"\xC2\xA0", ""},
    Replacement{"\xE1\x9A\x80", ""},  Replacement{"\xE2\x80\x80", ""},
    Replacement{"\xE2\x80\x81", ""},  Replacement{"\xE2\x80\x82", ""},
    Replacement{"\xE2\x80\x83", ""},  Replacement{"\xE2\x80\x84", ""},
    Replacement{"\xE2\x80\x85", ""},  Replacement{"\xE2\x80\x86", ""},
    Replacement{"\xE2\x80\x87", ""},  Replacement{"\xE2\x80\x88", ""},
    Replacement{"\xE2\x80\x89", ""},  Replacement{"\xE2\x80\x8A", ""},
    Replacement{"\xE2\x80\x8B", ""},  Replacement{"\xE2\x80\xA8", ""},
    Replacement{"\xE2\x80\xA9", ""},  Replacement{"\xE2\x80\xAF", ""},
    Replacement{"\xE2\x81\x9F", ""},  Replacement{"\xE2\x81\xA0", ""},
    Replacement{"\xE3\x80\x80", ""},  Replacement{"\xEF\xBB\xBF", ""},
    Replacement{"\xE2\x80\x90", "-"}, Replacement{"\xE2\x80\x91", "-"},
    Replacement{"\xE2\x80\x92", "-"}, Replacement{"\xE2\x80\x93", "-"},
    Replacement{"\xE2\x80\x94", "-"}, Replacement{"\xE2\x80\x95", "-"},
    Replacement{"\xE2\x88\x92", "-"},
};

const Replacement* replacement_at(std::string_view text)
{
    const auto found =
        std::find_if(kReplacements.begin(), kReplacements.end(), [text](const Replacement& each) {
            return text.substr(0, each.bytes.size()) == each.bytes;
        });
    return found == kReplacements.end() ? nullptr : &*found;
}

} // namespace

bool is_lawful_code(std::string_view code)
{
    if (code.size() > kMaxCodeBytes) {
        return false;
    }
    while (!code.empty()) {
        const runtime::CodePoint point = runtime::first_code_point(code);
        if (!point.value || runtime::is_control(*point.value)) {
            return false;
        }
        code.remove_prefix(point.length);
    }
    return true;
}

bool is_unit_code(std::string_view code)
{
    return code.size() == 3 && (code[0] == 'H' || code[0] == 'G') && is_digit(code[1]) &&
           is_digit(code[2]);
}

std::optional<std::string> unit_of_body(std::string_view body_code)
{
    std::string_view rest = trimmed(body_code);
    while (!rest.empty()) {
        const std::string_view group = next_group(rest, '.');
        if (is_unit_code(group)) {
            return std::string(group);
        }
    }
    return std::nullopt;
}

std::string canonical_procedure(std::string_view code)
{
    constexpr std::size_t kTwoGroups = 8; // "2.000815"
    const std::string_view whole = trimmed(code);
    const bool lawful = whole.size() >= kTwoGroups && is_digit(whole[0]) && whole[1] == '.' &&
                        all_digits(whole.substr(2, 6)) &&
                        (whole.size() == kTwoGroups || whole[kTwoGroups] == '.');
    return std::string(lawful ? whole.substr(0, kTwoGroups) : whole);
}

std::string canonical_dossier_code(std::string_view code)
{
    std::string canonical;
    canonical.reserve(code.size());
    while (!code.empty()) {
        const char c = code.front();
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        const Replacement* replacement = ascii ? nullptr : replacement_at(code);
        if (replacement != nullptr) {
            canonical += replacement->by;
        } else if (c >= 'a' && c <= 'z') {
            canonical += static_cast<char>(c - 'a' + 'A');
        } else if (c != ' ' && (c < '\t' || c > '\r')) {
            canonical += c;
        }
        code.remove_prefix(replacement == nullptr ? 1 : replacement->bytes.size());
    }
    return canonical;
}

std::optional<Day> day_in_dossier_code(std::string_view canonical_code)
{
    std::string_view rest = canonical_code;
    next_group(rest, '-');
    while (!rest.empty()) {
        const std::string_view group = next_group(rest, '-');
        if (group.size() != 6 || !all_digits(group) || rest.empty()) {
            continue;
        }
        const std::string date = "20" + std::string(group.substr(0, 2)) + "-" +
                                 std::string(group.substr(2, 2)) + "-" +
                                 std::string(group.substr(4));
        if (const std::optional<Day> day = parse_day(date)) {
            return day;
        }
    }
    return std::nullopt;
}

} // namespace congto::model
