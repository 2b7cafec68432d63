// Whether the spool can be used, without opening it for writing.
#pragma once

#include "agent/commands/check_source.h"
#include "agent/commands/settings.h"
#include "agent/spool/standing.h"

#include <optional>
#include <string>

namespace congto::agent {

// Folder, rights, free space, and of a spool that is there its form, edition, owner (none: not
// known, and not compared) and sources. What it has noted of what somebody must mend; empty:
// nothing.
std::string check_spool(const Settings& settings, const std::optional<spool::Owner>& owner,
                        Complaints& complaints);

} // namespace congto::agent
