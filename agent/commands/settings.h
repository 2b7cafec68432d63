// The agent's settings file. config/agent.toml is its annotated sample.
#pragma once

#include "agent/source/settings.h"
#include "agent/spool/settings.h"
#include "agent/uplink/settings.h"
#include "config/runtime/log.h"
#include "config/runtime/settings.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace congto::agent {

inline constexpr const char* kDefaultConfig = "/etc/congto/agent.toml";

struct Settings {
    std::string unit; // code of the unit this agent was set up for: "H56"
    std::filesystem::path key_file;
    runtime::Severity log_level = runtime::Severity::info;
    std::optional<std::filesystem::path> metrics_file;
    uplink::CollectorSettings collector;
    std::optional<std::filesystem::path> accounts; // the unit's register of them, for all sources
    spool::SpoolSettings spool;
    std::vector<source::SqlSettings> sources; // at least one; names differ
};

// Throws runtime::BadSettings with every fault of the file (file:line: key: what is wrong). Opens
// nothing but the file itself.
Settings read_settings(const std::filesystem::path& file);

// The same, leaving what is wrong in the file's faults: for whoever lists more faults beside them.
Settings read_settings(runtime::SettingsFile& file);

} // namespace congto::agent
