// Splits delimited text into lines of fields.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

struct DelimitedLine {
    int line = 0; // where it begins, from 1
    std::vector<std::string> fields;
    std::string fault; // not empty: the line cannot be split, and why
};

// Empty lines are left out. A line that cannot be split is given with its fault, and reading goes
// on after it; a quote that is never closed ends the reading.
std::vector<DelimitedLine> split_tabs(std::string_view content);
std::vector<DelimitedLine> split_csv(std::string_view content);

} // namespace congto::registers
