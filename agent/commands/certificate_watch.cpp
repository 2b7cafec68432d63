#include "agent/commands/certificate_watch.h"

#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "proto/identity/alarm.h"

#include <utility>

namespace congto::agent {
namespace {

using runtime::Severity;

constexpr std::chrono::seconds kEach{15};

std::optional<uplink::OwnCertificate> readable(const uplink::CollectorSettings& settings)
{
    try {
        return uplink::own_certificate(settings);
    } catch (const runtime::BadSettings&) {
        return std::nullopt; // the uplink says so
    }
}

} // namespace

void CertificateWatch::look()
{
    if (clock_.steady() < due_) {
        return;
    }
    due_ = clock_.steady() + kEach;
    own_ = readable(settings_);
    const auto alarm = own_ ? uplink::alarm_of(*own_, clock_.now()) : std::nullopt;
    if (std::exchange(alarm_, alarm) == alarm || !alarm) {
        return;
    }
    runtime::log(*alarm > 1 ? Severity::warning : Severity::error,
                 *alarm == 0 ? "the certificate is over" : "the certificate ends soon",
                 {{"days", *alarm}, {"detail", uplink::standing_of(*own_, clock_.now())}});
}

std::vector<runtime::Metric> CertificateWatch::metrics() const
{
    if (!own_) {
        return {};
    }
    const auto gauge = [](const char* name, const char* help, double value) {
        return runtime::Metric{name, help, runtime::MetricKind::gauge, {{{}, value}}};
    };
    return {gauge("congto_certificate_end_seconds",
                  "When the agent's certificate is over, Unix time.",
                  static_cast<double>(own_->ends.time_since_epoch().count())),
            gauge("congto_certificate_alarm",
                  "1, 2, 3: not renewed 30, 7, 1 days before its end; 4: over; else 0.",
                  identity::alarm_level(alarm_))};
}

} // namespace congto::agent
