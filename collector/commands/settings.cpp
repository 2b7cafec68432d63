#include "collector/commands/settings.h"

#include "config/runtime/failure.h"
#include "config/runtime/settings.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace congto::collector {
namespace {

// True: nobody but this machine can reach the address. A name that begins like one is a name.
bool is_loopback(std::string_view address)
{
    std::string host(address.substr(0, address.rfind(':')));
    if (host == "localhost") {
        return true;
    }
    in_addr v4{};
    if (inet_pton(AF_INET, host.c_str(), &v4) == 1) {
        return ntohl(v4.s_addr) >> 24U == 127;
    }
    if (!host.starts_with('[') || !host.ends_with(']')) {
        return false;
    }
    host = host.substr(1, host.size() - 2);
    in6_addr v6{};
    return inet_pton(AF_INET6, host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

bool has_port(std::string_view address)
{
    const std::size_t colon = address.rfind(':');
    if (colon == std::string_view::npos || colon == 0) {
        return false;
    }
    const std::string_view port = address.substr(colon + 1);
    return !port.empty() && port.size() <= 5 &&
           port.find_first_not_of("0123456789") == std::string_view::npos &&
           std::stoi(std::string(port)) <= 65535;
}

void read_limits(runtime::Table& table, intake::Limits& limits)
{
    limits.window_bytes = table.bytes_or("window", limits.window_bytes);
    limits.batch_limit_bytes = table.bytes_or("batch_limit", limits.batch_limit_bytes);
    limits.waiting_bytes = table.bytes_or("waiting", limits.waiting_bytes);
    limits.max_streams = static_cast<std::size_t>(
        table.integer_or("max_streams", static_cast<std::int64_t>(limits.max_streams), 1, 100'000));
    if (limits.batch_limit_bytes < 64 << 10 || limits.batch_limit_bytes > 64 << 20) {
        table.fault("batch_limit", "must lie between \"64KiB\" and \"64MiB\"");
    }
    if (limits.window_bytes < limits.batch_limit_bytes) {
        table.fault("window", "must hold at least one batch of batch_limit");
    }
    if (limits.waiting_bytes < limits.window_bytes) {
        table.fault("waiting", "must hold at least one window");
    }
}

void read_intake(runtime::Table root, Settings& settings)
{
    runtime::Table intake = root.table("intake");
    runtime::Table tls = root.table("tls");
    intake::Listening& listening = settings.listening;
    listening.address = intake.text_or("listen", listening.address);
    if (!has_port(listening.address)) {
        intake.fault("listen", "is no address with a port, such as \"0.0.0.0:7400\"");
    }
    settings.identification = read_identification(tls, root.table("enrolment"), listening.tls);
    const bool plaintext = intake.boolean_or("plaintext", false);
    if (plaintext && tls.present()) {
        intake.fault("plaintext", "cannot be true beside a [tls] table; choose one");
    } else if (!plaintext && !tls.present()) {
        intake.fault("plaintext", "must be true where there is no [tls] table (loopback only)");
    } else if (plaintext && !is_loopback(listening.address)) {
        intake.fault("plaintext", "is for a loopback address only; give a [tls] table instead");
    }
    read_limits(intake, settings.limits);
    settings.http = read_http(root.table("http"), tls.present());
}

void read_store(runtime::Table table, store::StoreOptions& store)
{
    store.cache_bytes = table.bytes_or("cache", store.cache_bytes);
    store.checkpoint_bytes = table.bytes_or("checkpoint", store.checkpoint_bytes);
    if (store.cache_bytes < 1 << 20 || store.cache_bytes > 1ULL << 40) {
        table.fault("cache", "must lie between \"1MiB\" and \"1024GiB\"");
    }
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

// Erasing cannot be undone: "2m" was meant as two months.
void read_fingerprints(runtime::Table table, std::chrono::milliseconds& keep)
{
    keep = table.duration_or("keep", keep);
    if (keep.count() != 0 && keep < std::chrono::days(31)) {
        table.fault("keep", "must be \"0d\" (nothing is erased by itself) or at least \"31d\"");
    }
}

} // namespace

Settings read_settings(runtime::SettingsFile& file)
{
    runtime::Table root = file.root();
    Settings settings;
    if (root.has("state")) {
        settings.state = root.path("state");
    }
    read_intake(root, settings);
    read_store(root.table("store"), settings.store);
    settings.detectors = flags::read_thresholds(root.table("detectors"));
    read_fingerprints(root.table("fingerprints"), settings.keep_fingerprints);
    settings.metrics_file = root.table("metrics").path_if("file");
    settings.log_level = read_level(root.table("log"), settings.log_level);
    return settings;
}

Settings read_settings(const std::filesystem::path& file)
{
    runtime::SettingsFile in(file);
    Settings settings = read_settings(in);
    in.finish();
    return settings;
}

} // namespace congto::collector
