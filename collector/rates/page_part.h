// Pages for a person to read on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace congto::rates {

// Adds a heading and the text below it, broken between words into lines of at most 100 columns.
void add_part(std::string& page, std::string_view heading, const std::string& text);

} // namespace congto::rates
