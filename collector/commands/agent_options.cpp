#include "collector/commands/agent_options.h"

#include "config/runtime/text.h"
#include "proto/identity/agent_name.h"

#include <CLI/CLI.hpp>

namespace congto::collector {

CLI::Option* add_agent_options(CLI::App& app, std::string& unit, std::string& agent)
{
    auto* option = app.add_option("--unit", unit, "Whose agent: H44")->type_name("CODE");
    app.add_option("--agent", agent, "Which of the unit's agents")
        ->type_name("NAME")
        ->capture_default_str();
    return option;
}

void check_name(const char* option, const std::string& name, std::vector<std::string>& faults)
{
    if (!identity::is_agent_name(name)) {
        faults.push_back(std::string(option) + ": \"" + runtime::escaped(name) +
                         "\" is not 1 to 32 letters, digits, \"-\" and \"_\"");
    }
}

} // namespace congto::collector
