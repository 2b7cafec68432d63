#include "agent/commands/check_collector.h"

#include "agent/commands/reach.h"
#include "agent/uplink/certificates.h"
#include "agent/uplink/looking.h"
#include "agent/uplink/own_certificate.h"
#include "agent/uplink/proxy.h"
#include "agent/uplink/report.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <unistd.h>

#include <chrono>
#include <string_view>

namespace congto::agent {
namespace {

using Found = uplink::Look::Found;

constexpr std::chrono::seconds kPatience{5};

void check_certificate(const Settings& settings, const std::string& noted, Complaints& complaints)
{
    const auto& identity = settings.collector.identity_file;
    const model::Instant now = runtime::SystemClock().now();
    const auto own = uplink::own_certificate(settings.collector);
    if (!own) {
        return;
    }
    const std::string standing = "certificate: " + uplink::standing_of(*own, now, noted);
    auto& lines = now >= own->ends ? complaints.faults : complaints.notes;
    lines.push_back(runtime::escaped(standing));
    if (identity) {
        const auto folder = std::filesystem::absolute(*identity).parent_path();
        if (::access(folder.c_str(), W_OK) != 0) {
            complaints.faults.push_back(identity->string() +
                                        ": this user cannot write its folder, and the certificate "
                                        "is renewed there; let it lie in one of the agent's own");
        }
    }
    if (identity && own->name.rfind("congto://unit/" + settings.unit + '/', 0) != 0) {
        complaints.faults.push_back(identity->string() + ": is the identity of " + own->name +
                                    ", and the settings are of unit " + settings.unit);
    }
}

// False: nobody is there to be asked more.
bool check_line(const std::string& whose, const std::string& address, Complaints& complaints)
{
    const auto proxy = uplink::proxy_to(address);
    const auto why = why_unreachable(proxy ? proxy->address : address, kPatience);
    if (proxy && why) {
        complaints.away.push_back("the proxy " + proxy->address + " (" + proxy->variable +
                                  "), by which " + address +
                                  " is reached, does not answer: " + *why);
    } else if (proxy) {
        complaints.notes.push_back(whose + ' ' + address + " is reached by the proxy " +
                                   proxy->address + " (" + proxy->variable +
                                   "); the agent's unit must have the variable too");
    } else if (why) {
        complaints.away.push_back(whose + ' ' + address + " does not answer: " + *why);
    }
    return !why;
}

// The handshake of the uplink, with this agent's certificate.
Found check_handshake(const uplink::CollectorSettings& settings, Complaints& complaints)
{
    const uplink::Look look =
        uplink::look_at_collector(settings, runtime::SystemClock().now(), kPatience);
    const std::string collector = "collector " + settings.address + ' ';
    const std::string detail = runtime::escaped(look.detail);
    switch (look.found) {
    case Found::well:
        break;
    case Found::away:
        complaints.away.push_back(collector + "answers, and no line comes about: " + detail);
        break;
    case Found::doubted:
        complaints.faults.push_back(collector + "is not believed: " + detail);
        break;
    case Found::not_one:
        complaints.faults.push_back(
            collector + "answers, and is no uplink (" + detail +
            "): address names another port, perhaps the one for enrolment or the pages; "
            "congto-agent enroll printed the right one");
        break;
    case Found::refusing:
        complaints.faults.push_back(collector +
                                    "does not take this agent's certificate: " + detail);
        break;
    }
    return look.found;
}

// What a handshake shows is mended when that goes well; of the rest nobody knows before it is sent
// again.
bool is_seen_by_handshake(std::string_view noted)
{
    if (noted.starts_with(uplink::kRefuses)) {
        return noted.find(" is over;") != std::string_view::npos ||
               noted.find(" was revoked") != std::string_view::npos;
    }
    return noted.starts_with(uplink::kNotBelieved) || noted.starts_with(uplink::kNotRenewed) ||
           noted.starts_with(uplink::kCertificateFiles);
}

void tell_noted(const std::string& noted, std::optional<Found> found, Complaints& complaints)
{
    if (noted.empty()) {
        return;
    }
    const bool is_mended = found == Found::well && is_seen_by_handshake(noted);
    if (is_mended) {
        complaints.notes.push_back("mended, as far as is seen, since an agent ran: " +
                                   runtime::escaped(noted));
    } else {
        complaints.faults.push_back("when an agent ran last: " + runtime::escaped(noted));
    }
}

void check_enrolment(const std::filesystem::path& identity_file, Complaints& complaints)
{
    try {
        const auto identity = uplink::read_identity(identity_file);
        if (uplink::is_address(identity.enrolment)) {
            check_line("where the certificate is renewed,", identity.enrolment, complaints);
        }
    } catch (const runtime::BadSettings&) {
        return; // told of the certificate already
    }
}

// None: it could not be tried.
std::optional<Found> try_line(const Settings& settings, const std::string& noted,
                              Complaints& complaints)
{
    const uplink::CollectorSettings& collector = settings.collector;
    bool can_be_tried = uplink::is_address(collector.address); // else told by the settings
    try {
        uplink::read_certificates(collector);
        check_certificate(settings, noted, complaints);
    } catch (const runtime::BadSettings& bad) {
        complaints.faults.insert(complaints.faults.end(), bad.faults().begin(), bad.faults().end());
        can_be_tried = false;
    }
    const bool answers = uplink::is_address(collector.address) &&
                         check_line("collector", collector.address, complaints);
    std::optional<Found> found;
    if (answers && can_be_tried) {
        found = check_handshake(collector, complaints);
    }
    if (collector.identity_file) {
        check_enrolment(*collector.identity_file, complaints);
    }
    return found;
}

} // namespace

void check_collector(const Settings& settings, const std::string& noted, Complaints& complaints)
{
    if (settings.collector.by_file) {
        complaints.notes.emplace_back("there is no line to the collector ([collector] by_file): "
                                      "nothing is sent; congto-agent spool export writes what "
                                      "waits to a file");
        tell_noted(noted, std::nullopt, complaints);
        return;
    }
    const auto found = try_line(settings, noted, complaints);
    tell_noted(noted, found, complaints);
}

} // namespace congto::agent
