// The real programs, run as a user runs them.
#pragma once

#include "tests/support/process.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace congto::test {

using Arguments = std::vector<std::string>;

// As built beside this test.
std::filesystem::path agent_program();
std::filesystem::path collector_program();
std::filesystem::path province_program();
// A file of the project, by its path from the root.
std::filesystem::path project_file(const std::string& path);

// "status 78\noutput\nerror": for INFO.
std::string shown(const Finished& finished);

// Runs to the end; throws std::runtime_error with what was said when the status is not 0.
Finished succeed(const std::filesystem::path& program, const Arguments& arguments,
                 std::chrono::milliseconds limit = 2 * kPatience);

// The lines of a text that hold the part.
std::vector<std::string> lines_with(const std::string& text, const std::string& part);

} // namespace congto::test
