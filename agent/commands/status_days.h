// The days of each source as tables: what is proven of them, and when they are read again.
#pragma once

#include "agent/commands/days_summary.h"
#include "agent/commands/settings.h"
#include "agent/commands/status_listings.h"

#include <chrono>
#include <string>
#include <vector>

namespace congto::agent {

// days, plan.
std::vector<StatusSection> day_sections(const spool::SpoolReport& report, const Settings& settings,
                                        model::Instant now);

// None: the settings name no such source.
const source::SqlSettings* settings_of(const Settings& settings, const std::string& name);

// "10s", "5m", "6h", "30d", as settings write them; empty: none at all.
std::string text_of_wait(std::chrono::milliseconds wait);

} // namespace congto::agent
