#include "agent/commands/settings.h"

#include "proto/model/codes.h"

#include <array>
#include <set>
#include <utility>

namespace congto::agent {
namespace {

runtime::Severity read_log_level(runtime::Table& root)
{
    using runtime::Severity;
    constexpr std::array kLevels{
        std::pair{"debug", Severity::debug}, std::pair{"info", Severity::info},
        std::pair{"warning", Severity::warning}, std::pair{"error", Severity::error}};
    const std::string given = root.text_or("log_level", "info");
    for (const auto& [name, level] : kLevels) {
        if (given == name) {
            return level;
        }
    }
    root.fault("log_level", "\"" + given + "\" is none of debug, info, warning, error");
    return Severity::info;
}

void require_no_line(runtime::Table& table)
{
    for (const char* key :
         {"address", "plaintext", "identity_file", "ca_file", "certificate_file", "key_file"}) {
        if (table.has(key)) {
            table.fault(key, "does not go with by_file = true, which says that there is no line");
        }
    }
}

uplink::CollectorSettings read_collector(runtime::Table table)
{
    uplink::CollectorSettings read;
    read.by_file = table.boolean_or("by_file", read.by_file);
    read.address = read.by_file ? table.text_or("address", "") : table.text("address");
    read.plaintext = table.boolean_or("plaintext", read.plaintext);
    read.identity_file = table.path_if("identity_file");
    read.ca_file = table.path_if("ca_file");
    read.certificate_file = table.path_if("certificate_file");
    read.key_file = table.path_if("key_file");
    if (read.by_file) {
        require_no_line(table);
        return read;
    }
    if (table.has("address") && !uplink::is_address(read.address)) {
        table.fault("address", "must be host:port, e.g. \"collector.example:7400\"");
    } else if (read.plaintext && !uplink::is_loopback(read.address)) {
        table.fault("plaintext", "only for an address of this machine (127.0.0.1, ::1, localhost); "
                                 "anything that leaves it needs TLS");
    }
    const bool names_files = read.ca_file || read.certificate_file || read.key_file;
    if (read.plaintext && (read.identity_file || names_files)) {
        table.fault("plaintext",
                    "does not go with identity_file, ca_file, certificate_file or key_file");
    }
    if (read.identity_file && names_files) {
        table.fault("identity_file", "holds key, certificate and authorities: it does not go with "
                                     "ca_file, certificate_file or key_file");
    }
    if (read.certificate_file.has_value() != read.key_file.has_value()) {
        table.fault(read.key_file ? "key_file" : "certificate_file",
                    "certificate_file and key_file go together: name both or none");
    }
    return read;
}

spool::SpoolSettings read_spool(runtime::Table table)
{
    constexpr std::uint64_t kLeastLimit = 16ULL << 20;
    constexpr std::int64_t kMostEntries = 10'000;

    spool::SpoolSettings read;
    read.file = table.path("file");
    read.size_limit = table.bytes_or("size_limit", read.size_limit);
    if (read.size_limit != 0 && read.size_limit < kLeastLimit) {
        table.fault("size_limit", "must be 16MiB or more, or left out");
    }
    read.disk_reserve = table.bytes_or("disk_reserve", read.disk_reserve);
    read.batch_entries = static_cast<std::size_t>(table.integer_or(
        "batch_entries", static_cast<std::int64_t>(read.batch_entries), 1, kMostEntries));
    return read;
}

std::vector<source::SqlSettings> read_sources(runtime::Table& root)
{
    std::vector<source::SqlSettings> read;
    std::set<std::string> names;
    for (runtime::Table& entry : root.tables("source")) {
        read.push_back(source::read_sql_settings(entry));
        if (!names.insert(read.back().name).second) {
            entry.fault("name", "another source has this name");
        }
    }
    if (read.empty()) {
        root.fault("source", "no [[source]]: name at least one one-stop system to read");
    }
    return read;
}

} // namespace

Settings read_settings(runtime::SettingsFile& file)
{
    runtime::Table root = file.root();
    Settings read;
    read.unit = root.text("unit");
    if (root.has("unit") && !model::is_unit_code(read.unit)) {
        root.fault("unit", "\"" + read.unit + "\" is no unit code: H or G and two digits");
    }
    read.key_file = root.path("key_file");
    read.log_level = read_log_level(root);
    read.metrics_file = root.table("metrics").path_if("file");
    read.collector = read_collector(root.table("collector"));
    read.spool = read_spool(root.table("spool"));
    read.sources = read_sources(root);
    read.accounts = root.path_if("accounts");
    return read;
}

Settings read_settings(const std::filesystem::path& file)
{
    runtime::SettingsFile opened(file);
    Settings read = read_settings(opened);
    opened.finish();
    return read;
}

} // namespace congto::agent
