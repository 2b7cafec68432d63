// The collector's settings, and how every sub-command is told where they are.
#pragma once

#include "collector/store/state_directory.h"
#include "config/runtime/log.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace congto::collector {

struct IntakeSettings {
    std::string listen = "127.0.0.1:7400"; // port 0: any free one
    // Without TLS: on a loopback address only.
    bool plaintext = false;
    std::uint64_t window_bytes = 8ULL << 20;      // on their way without a receipt, per agent
    std::uint64_t batch_limit_bytes = 1ULL << 20; // largest Batch message
    std::uint64_t waiting_bytes = 128ULL << 20;   // batches waiting for the writer, of all agents
    int max_streams = 6000;
};

struct TlsSettings {
    std::filesystem::path ca_file;          // whose certificates agents must show
    std::filesystem::path certificate_file; // of this collector, its chain included
    std::filesystem::path key_file;
};

struct StoreSettings {
    std::uint64_t cache_bytes = 256ULL << 20;
    std::uint64_t checkpoint_bytes = 400ULL << 20;
};

struct Settings {
    std::filesystem::path state = "/var/lib/congto-collector";
    IntakeSettings intake;
    std::optional<TlsSettings> tls; // absent: plaintext
    StoreSettings store;
    runtime::Severity log_level = runtime::Severity::info;
};

// Throws runtime::BadSettings with every fault.
Settings read_settings(const std::filesystem::path& file);

// Where the settings file and the state directory are.
class Whereabouts {
public:
    // The settings; without a file, the defaults if --state was given. Throws runtime::BadSettings.
    Settings settings() const;
    store::StateDirectory state() const;

private:
    friend std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& app);
    std::filesystem::path file_ = "/etc/congto/collector.toml";
    std::filesystem::path state_; // empty: as the settings say
};

// Adds `--settings FILE` and `--state DIR`, which wins over the file.
std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& app);

} // namespace congto::collector
