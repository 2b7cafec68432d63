// What is wrong with the line to the collector, found by trying it.
#pragma once

#include "agent/commands/check_source.h"
#include "agent/commands/settings.h"

#include <string>

namespace congto::agent {

// The certificate, its files and its folder, the proxy, and whether the one who should answers and
// takes this agent. `noted` is what the spool has of what somebody must mend; empty: nothing.
void check_collector(const Settings& settings, const std::string& noted, Complaints& complaints);

} // namespace congto::agent
