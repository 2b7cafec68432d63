// What `status` says to a person: a few lines a source, no wider than a terminal of 80 columns, and
// nothing of what is as it should be but that it is.
#pragma once

#include "agent/commands/settings.h"
#include "agent/spool/report.h"

#include <string>

namespace congto::agent {

// `certificate` is what is said of the agent's own, if it has one.
std::string status_text(const spool::SpoolReport& report, const Settings& settings,
                        model::Instant now, const std::string& certificate = {});

} // namespace congto::agent
