// UTF-8 text from outside, made fit to be shown.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace congto::runtime {

struct CodePoint {
    std::optional<char32_t> value; // none: the byte belongs to no valid sequence
    std::size_t length = 1;        // bytes taken; 1 when there is no value
};

// The code point at the start of `text`, which is not empty. Overlong forms, surrogates and values
// above U+10FFFF are not valid.
CodePoint first_code_point(std::string_view text);

bool is_valid_utf8(std::string_view text);

// C0 and C1 controls, DEL, line and paragraph separators, and the marks that reorder text: what
// could forge a line or a column.
bool is_control(char32_t point);

// Control characters and invalid bytes become \n, \t, \r, \xNN or \u{NNNN}.
std::string escaped(std::string_view text);

// Columns a terminal uses for `text`: combining marks take none, East Asian wide characters two.
std::size_t terminal_width(std::string_view text);

} // namespace congto::runtime
