// `--unit CODE` and `--agent NAME`: whose certificate or token it is.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace congto::collector {

// `unit` and `agent` must outlive the parsing. Gives `--unit`.
CLI::Option* add_agent_options(CLI::App& app, std::string& unit, std::string& agent);

// Adds to `faults` what is wrong with the name of an agent, or of a program of the ministry, that
// was given with that option.
void check_name(const char* option, const std::string& name, std::vector<std::string>& faults);

} // namespace congto::collector
