#include "collector/commands/settings.h"

#include "config/runtime/failure.h"
#include "config/runtime/settings.h"

#include <CLI/CLI.hpp>

#include <array>
#include <limits>
#include <utility>

namespace congto::collector {
namespace {

// True: the address names this machine only, so nobody else can listen in.
bool is_loopback(std::string_view listen)
{
    return listen.starts_with("127.") || listen.starts_with("[::1]:") ||
           listen.starts_with("localhost:");
}

void read_intake(runtime::Table table, IntakeSettings& intake)
{
    intake.listen = table.text_or("listen", intake.listen);
    intake.plaintext = table.boolean_or("plaintext", intake.plaintext);
    intake.window_bytes = table.bytes_or("window", intake.window_bytes);
    intake.batch_limit_bytes = table.bytes_or("batch_limit", intake.batch_limit_bytes);
    intake.waiting_bytes = table.bytes_or("waiting", intake.waiting_bytes);
    intake.max_streams =
        static_cast<int>(table.integer_or("max_streams", intake.max_streams, 1, 100'000));
    if (intake.listen.rfind(':') == std::string::npos) {
        table.fault("listen", "is no address with a port, such as \"0.0.0.0:7400\"");
    }
    if (intake.batch_limit_bytes < 64 << 10 || intake.batch_limit_bytes > 64 << 20) {
        table.fault("batch_limit", "must lie between \"64KiB\" and \"64MiB\"");
    }
    if (intake.window_bytes < intake.batch_limit_bytes) {
        table.fault("window", "must hold at least one batch of batch_limit");
    }
    if (intake.waiting_bytes < intake.window_bytes) {
        table.fault("waiting", "must hold at least one window");
    }
    if (intake.plaintext && !is_loopback(intake.listen)) {
        table.fault("plaintext", "is for a loopback address only; give a [tls] table instead");
    }
}

std::optional<TlsSettings> read_tls(runtime::Table table)
{
    if (!table.present()) {
        return std::nullopt;
    }
    return TlsSettings{table.path("ca_file"), table.path("certificate_file"),
                       table.path("key_file")};
}

void read_store(runtime::Table table, StoreSettings& store)
{
    store.cache_bytes = table.bytes_or("cache", store.cache_bytes);
    store.checkpoint_bytes = table.bytes_or("checkpoint", store.checkpoint_bytes);
    if (store.checkpoint_bytes < 4 << 20 || store.checkpoint_bytes > 16ULL << 30) {
        table.fault("checkpoint", "must lie between \"4MiB\" and \"16GiB\"");
    }
}

runtime::Severity read_level(runtime::Table table, runtime::Severity fallback)
{
    constexpr std::array<std::pair<std::string_view, runtime::Severity>, 4> kLevels{{
        {"debug", runtime::Severity::debug},
        {"info", runtime::Severity::info},
        {"warning", runtime::Severity::warning},
        {"error", runtime::Severity::error},
    }};
    const std::optional<std::string> name = table.text_if("level");
    if (!name) {
        return fallback;
    }
    for (const auto& [word, level] : kLevels) {
        if (*name == word) {
            return level;
        }
    }
    table.fault("level", "is none of debug, info, warning, error");
    return fallback;
}

} // namespace

Settings read_settings(const std::filesystem::path& file)
{
    runtime::SettingsFile in(file);
    runtime::Table root = in.root();
    Settings settings;
    if (root.has("state")) {
        settings.state = root.path("state");
    }
    runtime::Table intake = root.table("intake");
    read_intake(intake, settings.intake);
    settings.tls = read_tls(root.table("tls"));
    if (settings.tls && settings.intake.plaintext) {
        intake.fault("plaintext", "cannot be true beside a [tls] table; choose one");
    }
    if (!settings.tls && !settings.intake.plaintext) {
        intake.fault("plaintext", "must be true when there is no [tls] table (loopback only)");
    }
    read_store(root.table("store"), settings.store);
    settings.log_level = read_level(root.table("log"), settings.log_level);
    in.finish();
    return settings;
}

Settings Whereabouts::settings() const
{
    if (!state_.empty() && !std::filesystem::exists(file_)) {
        Settings settings;
        settings.intake.plaintext = true; // on loopback, where the default listens
        settings.state = state_;
        return settings;
    }
    Settings settings = read_settings(file_);
    if (!state_.empty()) {
        settings.state = state_;
    }
    return settings;
}

store::StateDirectory Whereabouts::state() const
{
    return {state_.empty() ? settings().state : state_};
}

std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& app)
{
    auto where = std::make_shared<Whereabouts>();
    app.add_option("--settings", where->file_, "Settings file")
        ->type_name("FILE")
        ->capture_default_str();
    app.add_option("--state", where->state_,
                   "State directory; wins over the settings file, which may then be absent")
        ->type_name("DIR");
    return where;
}

} // namespace congto::collector
