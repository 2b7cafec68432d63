#include "collector/commands/certificate_files.h"

#include "collector/access/key_file.h"
#include "collector/commands/identifying.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace congto::collector {
namespace {

// An agent that enrols knows the authority by its fingerprint alone, and has to see it.
std::optional<std::string> unseen_authority(const Settings& settings)
{
    const Identification& who = settings.identification;
    if (who.has_own_authority() || !who.can_sign() || !who.enrolment_address) {
        return std::nullopt;
    }
    const intake::TlsFiles& files = *settings.listening.tls;
    const std::string signs = authority_of(settings)->certificate().fingerprint();
    const auto shown = access::read_certificates(files.certificate);
    if (std::any_of(shown.begin(), shown.end(),
                    [&](const auto& one) { return one.fingerprint() == signs; })) {
        return std::nullopt;
    }
    return files.certificate.string() +
           ": must show the authority that signs here too, which "
           "agents that enrol know it by; append its certificate, of " +
           files.ca.string();
}

} // namespace

void check_certificate_files(const Settings& settings, std::vector<std::string>& faults)
{
    const auto& tls = settings.listening.tls;
    if (!tls || settings.identification.has_own_authority()) {
        return;
    }
    const auto tried = [&](const auto& work) {
        try {
            work();
        } catch (const runtime::Failure& failure) {
            if (std::find(faults.begin(), faults.end(), failure.what()) == faults.end()) {
                faults.emplace_back(failure.what());
            }
        }
    };
    const bool has_pair = !tls->certificate.empty() && !tls->key.empty(); // else that is said
    if (!tls->ca.empty()) {
        tried([&] { access::read_certificates(tls->ca); });
    }
    if (has_pair) {
        tried([&] { access::require_pair(tls->certificate, tls->key); });
    }
}

std::vector<std::string> doubts_of_certificate_files(const Settings& settings)
{
    std::vector<std::string> doubts;
    std::vector<std::filesystem::path> keys{settings.http.key};
    if (settings.listening.tls) {
        keys.push_back(settings.listening.tls->key);
    }
    for (const std::filesystem::path& key : keys) {
        if (access::is_for_all_to_read(key)) {
            doubts.push_back(key.string() + ": a private key that everybody can read; chmod o= "
                                            "it (of a container's secret: mode 0440)");
        }
    }
    try {
        if (auto unseen = unseen_authority(settings)) {
            doubts.push_back(std::move(*unseen));
        }
    } catch (const runtime::Failure&) {
        // That it cannot be read is a fault of its own.
    }
    return doubts;
}

} // namespace congto::collector
