#include "config/runtime/json.h"

#include "config/runtime/text.h"

#include <array>
#include <cstdio>

namespace congto::runtime {
namespace {

std::string json_escape(char32_t point)
{
    switch (point) {
    case U'"':
        return "\\\"";
    case U'\\':
        return "\\\\";
    case U'\n':
        return "\\n";
    case U'\r':
        return "\\r";
    case U'\t':
        return "\\t";
    default:
        break;
    }
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "\\u%04x", static_cast<unsigned>(point) & 0xFFFFU);
    return text.data();
}

} // namespace

std::string json_string(std::string_view text)
{
    std::string result = "\"";
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (!point.value) {
            result += "\xEF\xBF\xBD";
        } else if (*point.value < 0x20 || *point.value == U'"' || *point.value == U'\\') {
            result += json_escape(*point.value);
        } else {
            result += text.substr(0, point.length);
        }
        text.remove_prefix(point.length);
    }
    return result + '"';
}

} // namespace congto::runtime
