// The days of each source as tables: what is proven of them, and when they are read again.
#pragma once

#include "agent/commands/settings.h"
#include "agent/commands/status_listings.h"

#include <vector>

namespace congto::agent {

// days, plan.
std::vector<StatusSection> day_sections(const spool::SpoolReport& report, const Settings& settings,
                                        model::Instant now);

} // namespace congto::agent
