#include "agent/uplink/own_certificate.h"

#include "agent/uplink/certificates.h"
#include "agent/uplink/report.h"
#include "config/runtime/failure.h"
#include "proto/identity/alarm.h"

#include <algorithm>
#include <chrono>

namespace congto::uplink {
namespace {

OwnCertificate with_life(const identity::Certificate& certificate, model::Moment begins)
{
    const auto names = certificate.uris();
    return {names.empty() ? std::string() : names.front(), begins, certificate.not_after(), {}};
}

} // namespace

OwnCertificate own_certificate(const Identity& identity)
{
    const identity::Certificate& certificate = identity.certificate;
    // It may begin before it was made, for clocks that are late; a clock that was ahead when it
    // came says nothing.
    const bool came_in_time = identity.received < certificate.not_after();
    OwnCertificate own =
        with_life(certificate, came_in_time ? std::max(identity.received, certificate.not_before())
                                            : certificate.not_before());
    if (!identity.enrolment.empty()) {
        own.renewal = own.begins + (own.ends - own.begins) * 2 / 3;
    }
    return own;
}

std::optional<OwnCertificate> own_certificate(const CollectorSettings& settings)
{
    if (settings.identity_file) {
        return own_certificate(read_identity(*settings.identity_file));
    }
    if (!settings.certificate_file) {
        return std::nullopt;
    }
    const auto all = identity::Certificate::all_in_pem(read_certificates(settings).own);
    if (all.empty()) {
        throw runtime::BadSettings(settings.certificate_file->string() +
                                   ": [collector] certificate_file holds no certificate");
    }
    return with_life(all.front(), all.front().not_before());
}

std::optional<int> alarm_of(const OwnCertificate& own, model::Instant now)
{
    if (now < own.ends && own.renewal && now < *own.renewal + std::chrono::hours(1)) {
        return std::nullopt;
    }
    return identity::alarm_before_end(own.begins, own.ends, now);
}

namespace {

// Of one that is over.
std::string what_to_do(const OwnCertificate& own, std::string_view noted)
{
    if (!own.renewal) {
        return "replace certificate_file and key_file";
    }
    if (noted.starts_with(kNotRenewed)) {
        return "renewing it failed, and will again until somebody mends it: " +
               std::string(noted.substr(std::string_view(kNotRenewed).size()));
    }
    return "a running agent asks for it by itself, and where the ministry refuses, ask it for a "
           "new line and run congto-agent enroll --replace LINE";
}

} // namespace

std::string standing_of(const OwnCertificate& own, model::Instant now, std::string_view noted)
{
    const std::string name = own.name.empty() ? "a certificate that names no agent" : own.name;
    const std::string end = model::text_of(own.ends);
    if (now >= own.ends) {
        return name + ", over since " + end + " by this machine's clock, which says " +
               model::text_of(std::chrono::floor<std::chrono::seconds>(now)) +
               " (is it right?): nothing is sent until there is another; " + what_to_do(own, noted);
    }
    const std::string until = name + " until " + end;
    if (own.renewal && now < *own.renewal) {
        return until + ", next renewal " + model::text_of(*own.renewal);
    }
    if (!own.renewal) {
        return until + "; somebody else renews it";
    }
    return until + ", renewal due since " + model::text_of(*own.renewal) +
           (alarm_of(own, now) ? " and failing: the log of the agent says why, and after the end "
                                 "nothing is sent"
                               : "");
}

} // namespace congto::uplink
