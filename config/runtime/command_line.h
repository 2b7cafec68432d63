// Arguments of a program, and what is said of those that cannot be.
#pragma once

#include <optional>

namespace CLI {
class App;
}

namespace congto::runtime {

// Parses. None: go on; else the status to exit with: help was printed, or on standard error all
// that is wrong, a line each. What was typed is never said again, but for the name of an option: a
// password, a token or a line typed in the wrong place would be in somebody's log.
std::optional<int> status_of_arguments(CLI::App& app, int argc, const char* const* argv);

} // namespace congto::runtime
