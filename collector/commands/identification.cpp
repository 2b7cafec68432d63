#include "collector/commands/identification.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <utility>

namespace congto::collector {
namespace {

bool is_v6(const std::string& text)
{
    in6_addr address{};
    return inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

bool is_host(const std::string& text)
{
    return is_v6(text) ||
           (!text.empty() && text.size() <= 253 &&
            std::all_of(text.begin(), text.end(), [](char letter) {
                return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') || letter == '.' || letter == '-';
            }));
}

void read_tls(runtime::Table& tls, Identification& read, std::optional<intake::TlsFiles>& files)
{
    read.hosts = tls.texts_or_none("hosts");
    for (const std::string& host : read.hosts) {
        if (!is_host(host)) {
            tls.fault("hosts", "holds what is no host name or address; no port belongs to it");
        }
    }
    const bool names_files = tls.has("ca_file") || tls.has("certificate_file") ||
                             tls.has("key_file") || tls.has("ca_key_file");
    if (tls.present() && read.hosts.empty()) {
        if (!names_files) {
            tls.fault("hosts", "must say what agents call this collector, such as "
                               "[\"collector.example\"]; or name ca_file, certificate_file and "
                               "key_file of another authority");
            return;
        }
        files = intake::TlsFiles{tls.path("ca_file"), tls.path("certificate_file"),
                                 tls.path("key_file")};
        read.authority_key = tls.path_if("ca_key_file");
    } else if (names_files) {
        tls.fault("hosts", "is for the collector's own authority; give it, or files, not both");
    }
}

std::string port_of(const std::string& address)
{
    return address.substr(address.rfind(':') + 1);
}

void read_rules(runtime::Table& table, Identification& read)
{
    using std::chrono::hours;
    using std::chrono::seconds;
    auto& rules = read.rules;
    rules.life = table.duration_or("certificate_life", rules.life);
    if (rules.life < seconds(10) || rules.life > hours(24 * 825)) {
        table.fault("certificate_life", "must lie between \"10s\" and \"825d\"");
    }
    rules.renewable = table.duration_or("renewable", rules.renewable);
    read.token_life = table.duration_or("token_life", read.token_life);
    if (read.token_life < seconds(1) || read.token_life > hours(24 * 30)) {
        table.fault("token_life", "must lie between \"1s\" and \"30d\"");
    }
    rules.per_minute = static_cast<std::size_t>(
        table.integer_or("per_minute", static_cast<std::int64_t>(rules.per_minute), 1, 1'000'000));
    rules.per_minute_of_one = static_cast<std::size_t>(table.integer_or(
        "per_minute_of_one", static_cast<std::int64_t>(rules.per_minute_of_one), 1, 1'000'000));
}

} // namespace

Identification read_identification(runtime::Table tls, runtime::Table enrolment,
                                   std::optional<intake::TlsFiles>& files)
{
    Identification read;
    read_tls(tls, read, files);
    read_rules(enrolment, read);
    if (auto listen = enrolment.text_if("listen")) {
        read.enrolment_address = std::move(*listen);
    } else if (read.has_own_authority()) {
        read.enrolment_address = "0.0.0.0:7401";
    }
    if (read.enrolment_address && read.enrolment_address->find(':') == std::string::npos) {
        enrolment.fault("listen", "is no address with a port, such as \"0.0.0.0:7401\"");
    } else if (read.enrolment_address && !read.can_sign()) {
        enrolment.fault("listen", "needs an authority that signs here: give [tls] hosts, or "
                                  "ca_key_file beside ca_file");
    }
    const std::string called = enrolment.text_or("address", "");
    if (!called.empty()) {
        read.enrolment_called = called;
    } else if (read.enrolment_address && read.has_own_authority()) {
        const std::string& host = read.hosts.front();
        read.enrolment_called =
            (is_v6(host) ? '[' + host + ']' : host) + ':' + port_of(*read.enrolment_address);
    }
    return read;
}

} // namespace congto::collector
