#include "collector/commands/http_settings.h"

#include "collector/dashboard/door/addresses.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace congto::collector {
namespace {

std::vector<std::string> read_addresses(runtime::Table& table, std::string_view key)
{
    std::vector<std::string> read;
    for (const std::string& text : table.texts_or_none(key)) {
        if (const auto address = dashboard::address_of(text)) {
            read.push_back(*address);
        } else {
            table.fault(key, "holds \"" + text + "\", which is no address, such as \"10.1.2.3\"");
        }
    }
    return read;
}

// "https://congto.example", "https://10.1.2.3:7443"; no path.
bool is_origin(std::string_view text, std::string_view scheme)
{
    if (!text.starts_with(scheme) || !text.substr(scheme.size()).starts_with("://")) {
        return false;
    }
    const std::string_view host = text.substr(scheme.size() + 3);
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               std::string_view(".-:[]").find(letter) != std::string_view::npos;
    });
}

void read_line(runtime::Table& http, HttpSettings& read, bool has_tls)
{
    read.listen = http.text_if("listen");
    read.plaintext = http.boolean_or("plaintext", false);
    const bool has_files = http.has("certificate_file") || http.has("key_file");
    if (has_files) {
        read.certificate = http.path("certificate_file");
        read.key = http.path("key_file");
    }
    if (read.plaintext && has_files) {
        http.fault("plaintext", "cannot be true beside certificate_file; choose one");
    }
    if (!read.listen) {
        return;
    }
    const auto endpoint = dashboard::endpoint_of(*read.listen);
    if (!endpoint) {
        http.fault("listen", "is no address with a port, such as \"0.0.0.0:7443\"");
    } else if (read.plaintext && !endpoint->is_loopback) {
        http.fault("plaintext", "is for a loopback address only; give certificate_file and "
                                "key_file, or a [tls] table");
    } else if (!read.plaintext && !has_files && !has_tls) {
        http.fault("listen", "needs a certificate: give certificate_file and key_file, or a [tls] "
                             "table; or plaintext = true on a loopback address");
    }
}

void read_address(runtime::Table& http, HttpSettings& read)
{
    read.site.address = http.text_or("address", "");
    read.site.scheme = read.plaintext ? "http" : "https";
    const bool may_be_plain = read.plaintext && is_origin(read.site.address, "http");
    if (!read.site.address.empty() && !is_origin(read.site.address, "https") && !may_be_plain) {
        http.fault("address", "must be what people type, without a path, such as "
                              "\"https://congto.example\"");
    }
    // Browsers leave the usual port out.
    const std::string_view usual = read.site.address.starts_with("https") ? ":443" : ":80";
    if (read.site.address.ends_with(usual)) {
        read.site.address.erase(read.site.address.size() - usual.size());
    }
}

void read_single_sign_on(runtime::Table table, dashboard::SingleSignOn& read)
{
    read.from = read_addresses(table, "from");
    read.header = table.text_or("header", "");
    std::transform(read.header.begin(), read.header.end(), read.header.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    if (!std::all_of(read.header.begin(), read.header.end(), [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                   letter == '-';
        })) {
        table.fault("header", "is no name of a header, such as \"X-Forwarded-User\"");
    }
    if (read.header.empty() && table.has("from")) {
        table.fault("header", "must be given beside from");
    } else if (!read.header.empty() && table.texts_or_none("from").empty()) {
        table.fault("from", "must name the addresses that may send the header");
    }
}

void read_people(runtime::Table& http, access::PeopleRules& read)
{
    using std::chrono::hours;
    using std::chrono::minutes;
    auto& session = read.session;
    session.idle = http.duration_or("idle", session.idle);
    session.longest = http.duration_or("longest", session.longest);
    if (session.idle < minutes(1) || session.idle > hours(24)) {
        http.fault("idle", "must lie between \"1m\" and \"24h\"");
    }
    if (session.longest < session.idle || session.longest > hours(24 * 30)) {
        http.fault("longest", "must lie between idle and \"30d\"");
    }
    const auto number = [&](std::string_view key, std::size_t fallback) {
        return static_cast<std::size_t>(
            http.integer_or(key, static_cast<std::int64_t>(fallback), 1, 1'000'000));
    };
    read.per_minute = number("sign_ins_per_minute", read.per_minute);
    read.per_minute_of_one = number("sign_ins_per_minute_of_one", read.per_minute_of_one);
}

} // namespace

HttpSettings read_http(runtime::Table http, bool has_tls)
{
    HttpSettings read;
    read_line(http, read, has_tls);
    read_address(http, read);
    read.site.proxies = read_addresses(http, "proxies");
    read_people(http, read.people);
    read_single_sign_on(http.table("single_sign_on"), read.site.single_sign_on);
    const bool is_behind = !read.site.proxies.empty() || !read.site.single_sign_on.from.empty();
    if (is_behind && read.plaintext && read.site.address.empty()) {
        http.fault("address",
                   "must say what people type, such as \"https://congto.example\": it is "
                   "not in what a proxy sends on in plain text, and every form would be "
                   "taken for a forged one");
    }
    return read;
}

} // namespace congto::collector
