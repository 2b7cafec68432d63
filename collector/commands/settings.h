// The collector's settings, and how every sub-command is told where they are. config/collector.toml
// is their annotated sample.
#pragma once

#include "collector/commands/http_settings.h"
#include "collector/commands/identification.h"
#include "collector/flags/thresholds.h"
#include "collector/intake/settings.h"
#include "collector/store/state_directory.h"
#include "collector/store/store.h"
#include "config/runtime/log.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace congto::runtime {
class SettingsFile;
}

namespace congto::collector {

struct Settings {
    std::filesystem::path state = "/var/lib/congto-collector";
    intake::Listening listening; // without TLS files where the certificate is the collector's own
    Identification identification;
    HttpSettings http;
    intake::Limits limits;
    store::StoreOptions store;
    flags::Thresholds detectors;
    // Of a month opened, since its end; zero: until somebody erases them.
    std::chrono::milliseconds keep_fingerprints = std::chrono::days(62);
    std::optional<std::filesystem::path> metrics_file;
    runtime::Severity log_level = runtime::Severity::info;
};

// Throws runtime::BadSettings with every fault.
Settings read_settings(const std::filesystem::path& file);
// The same, leaving what is wrong in the file's faults: for whoever lists more faults beside them.
Settings read_settings(runtime::SettingsFile& file);

// Where the settings file and the state directory are.
class Whereabouts {
public:
    // The settings; without a file, the defaults if --state was given. Throws runtime::BadSettings.
    Settings settings() const;
    // The same; what is wrong in the file is added to `faults` instead of thrown. A path whose key
    // is faulty is empty.
    Settings settings(std::vector<std::string>& faults) const;
    store::StateDirectory state() const;

private:
    friend std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& app);
    std::filesystem::path file_ = "/etc/congto/collector.toml";
    std::filesystem::path state_; // empty: as the settings say
};

// Adds `--settings FILE` and `--state DIR`, which wins over the file.
std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& app);

} // namespace congto::collector
