// Whole files as text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace congto::test {

// Throws std::runtime_error when the file cannot be read or written.
std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view content);

} // namespace congto::test
