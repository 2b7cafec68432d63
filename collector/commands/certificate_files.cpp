#include "collector/commands/certificate_files.h"

#include "collector/access/key_file.h"
#include "collector/commands/identifying.h"
#include "config/runtime/failure.h"

#include <algorithm>

namespace congto::collector {
namespace {

// An agent that enrols knows the authority by its fingerprint alone, and has to see it.
void require_authority_shown(const Settings& settings)
{
    const std::string signs = authority_of(settings)->certificate().fingerprint();
    const intake::TlsFiles& files = *settings.listening.tls;
    const auto shown = access::read_certificates(files.certificate);
    if (std::none_of(shown.begin(), shown.end(),
                     [&](const auto& one) { return one.fingerprint() == signs; })) {
        throw runtime::BadSettings(files.certificate.string() +
                                   ": must show the authority that signs here too, which "
                                   "agents that enrol know it by; append its certificate, of " +
                                   files.ca.string());
    }
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
    if (has_pair && !tls->ca.empty() && settings.identification.can_sign()) {
        tried([&] { require_authority_shown(settings); });
    }
}

} // namespace congto::collector
