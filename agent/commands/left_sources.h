// Sources whose dossiers stand in the spool while no settings name them any more.
#pragma once

#include "agent/commands/settings.h"
#include "agent/spool/standing.h"

#include <string>
#include <vector>

namespace congto::agent {

// A fault for each: nobody would read it, and the unit's figures would keep what it showed last.
std::vector<std::string> left_sources(const Settings& settings,
                                      const std::vector<spool::NamedSource>& held);

// A [[source]] of the settings has this name.
bool is_named(const Settings& settings, const std::string& source);

} // namespace congto::agent
