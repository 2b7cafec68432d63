#include "collector/dashboard/fields.h"

#include "config/runtime/text.h"

namespace congto::dashboard {
namespace {

constexpr std::size_t kMostFields = 32;

std::optional<unsigned> digit_of(char letter)
{
    if (letter >= '0' && letter <= '9') {
        return static_cast<unsigned>(letter - '0');
    }
    const char lower = static_cast<char>(letter | 0x20);
    return lower >= 'a' && lower <= 'f' ? std::optional(static_cast<unsigned>(lower - 'a') + 10)
                                        : std::nullopt;
}

bool is_text(std::string_view text)
{
    while (!text.empty()) {
        const runtime::CodePoint point = runtime::first_code_point(text);
        if (!point.value || runtime::is_control(*point.value)) {
            return false;
        }
        text.remove_prefix(point.length);
    }
    return true;
}

std::optional<std::string> decoded(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            plain += text[at] == '+' ? ' ' : text[at];
            continue;
        }
        const auto high = at + 2 < text.size() ? digit_of(text[at + 1]) : std::nullopt;
        const auto low = at + 2 < text.size() ? digit_of(text[at + 2]) : std::nullopt;
        if (!high || !low) {
            return std::nullopt;
        }
        plain += static_cast<char>(*high << 4U | *low);
        at += 2;
    }
    return is_text(plain) ? std::optional(plain) : std::nullopt;
}

} // namespace

std::optional<Fields> read_fields(std::string_view text)
{
    Fields fields;
    while (!text.empty()) {
        const std::size_t end = text.find('&');
        const std::string_view field = text.substr(0, end);
        const std::size_t equals = field.find('=');
        auto name = decoded(field.substr(0, equals));
        auto value = decoded(equals == field.npos ? std::string_view() : field.substr(equals + 1));
        if (!name || name->empty() || !value || fields.size() == kMostFields) {
            return std::nullopt;
        }
        fields.emplace_back(std::move(*name), std::move(*value));
        if (end == text.npos) {
            break;
        }
        text.remove_prefix(end + 1);
        if (text.empty()) {
            return std::nullopt; // "a=1&": a field without a name
        }
    }
    return fields;
}

std::optional<std::string> only(const Fields& fields, std::string_view name)
{
    std::optional<std::string> found;
    for (const auto& [of, value] : fields) {
        if (of == name && found) {
            return std::nullopt;
        }
        if (of == name) {
            found = value;
        }
    }
    return found;
}

} // namespace congto::dashboard
