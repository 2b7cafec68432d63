#include "collector/commands/certificate_watch.h"

#include "collector/access/key_file.h"
#include "collector/access/own_certificate.h"
#include "collector/commands/identifying.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "proto/identity/alarm.h"

#include <algorithm>
#include <utility>

namespace congto::collector {
namespace {

using identity::Certificate;

constexpr std::chrono::seconds kEach{15};

// Of several that are taken side by side the last: the others are on their way out.
Certificate last_to_end(const std::filesystem::path& file)
{
    const auto all = access::read_certificates(file);
    return *std::max_element(all.begin(), all.end(), [](const auto& one, const auto& other) {
        return one.not_after() < other.not_after();
    });
}

std::vector<WatchedCertificate> shown_to_agents(const Settings& settings)
{
    const auto signs = [settings] { return authority_of(settings)->certificate(); };
    if (settings.identification.has_own_authority()) {
        const store::StateDirectory state{settings.state};
        const access::OwnCertificate own(state.authority_folder(), settings.identification.hosts);
        WatchedCertificate collector =
            watched_file("collector", own.chain_file(),
                         "a running collector makes it anew: its log says why it does not");
        collector.grace = std::chrono::hours(1);
        collector.is_made_by_run = true;
        return {{"authority", signs, "congto-collector authority renew makes the next one"},
                std::move(collector)};
    }
    if (!settings.listening.tls) {
        return {};
    }
    const intake::TlsFiles& files = *settings.listening.tls;
    if (files.ca.empty() || files.certificate.empty()) {
        return {}; // which is a fault of the settings
    }
    const std::string taken = "put the next one into [tls] ca_file beside it";
    return {settings.identification.can_sign()
                ? WatchedCertificate{"authority", signs, taken}
                : WatchedCertificate{"authority", [file = files.ca] { return last_to_end(file); },
                                     taken},
            watched_file("collector", files.certificate,
                         "replace [tls] certificate_file, and key_file if it is of another key")};
}

} // namespace

WatchedCertificate watched_file(std::string what, const std::filesystem::path& file,
                                std::string remedy)
{
    WatchedCertificate watched{std::move(what),
                               [file] { return access::read_certificates(file).front(); },
                               std::move(remedy)};
    watched.file = file;
    return watched;
}

std::vector<WatchedCertificate> watched_certificates(const Settings& settings)
{
    std::vector<WatchedCertificate> all = shown_to_agents(settings);
    if (settings.http.listen && !settings.http.certificate.empty()) {
        all.push_back(
            watched_file("http", settings.http.certificate,
                         "replace [http] certificate_file, and key_file if it is of another key"));
    }
    return all;
}

std::optional<CertificateEnd> end_of(const WatchedCertificate& watched, runtime::Instant now)
{
    if (std::error_code unseen;
        watched.is_made_by_run && !std::filesystem::exists(watched.file, unseen)) {
        return std::nullopt;
    }
    const Certificate certificate = watched.read();
    const model::Moment ends = certificate.not_after();
    const auto alarm = identity::alarm_before_end(certificate.not_before(), ends,
                                                  ends > now ? now - watched.grace : now);
    const auto days = std::chrono::floor<std::chrono::days>(ends - now).count();
    std::string detail = "the " + watched.what + "'s certificate ";
    detail += ends <= now ? "is over since " + model::text_of(ends)
                          : "is good until " + model::text_of(ends) + ", " + std::to_string(days) +
                                (days == 1 ? " day" : " days") + " more";
    return CertificateEnd{watched.what, ends, alarm,
                          alarm ? detail + "; " + watched.remedy : detail};
}

std::optional<CertificateEnd> CertificateWatch::readable(const WatchedCertificate& watched)
{
    try {
        auto end = end_of(watched, clock_.now());
        unread_.erase(watched.what);
        return end;
    } catch (const runtime::Failure& failure) {
        if (std::exchange(unread_[watched.what], failure.what()) != failure.what()) {
            runtime::log(runtime::Severity::error, "a certificate cannot be read",
                         {{"certificate", watched.what}, {"reason", failure.what()}});
        }
        return std::nullopt;
    }
}

void CertificateWatch::look()
{
    if (clock_.steady() < due_) {
        return;
    }
    due_ = clock_.steady() + kEach;
    for (const WatchedCertificate& watched : watched_) {
        auto end = readable(watched);
        if (!end) {
            continue;
        }
        const auto alarm = end->alarm;
        const auto before = ends_.find(watched.what);
        const bool is_new = before == ends_.end() || before->second.alarm != alarm;
        if (alarm && is_new) {
            runtime::log(
                *alarm > 1 ? runtime::Severity::warning : runtime::Severity::error,
                *alarm == 0 ? "a certificate is over" : "a certificate ends soon",
                {{"certificate", watched.what}, {"days", *alarm}, {"detail", end->detail}});
        }
        ends_.insert_or_assign(watched.what, std::move(*end));
    }
}

std::vector<runtime::Metric> CertificateWatch::metrics() const
{
    runtime::Metric ends{"congto_certificate_end_seconds",
                         "When the certificate is over, Unix time.",
                         runtime::MetricKind::gauge,
                         {}};
    runtime::Metric alarms{"congto_certificate_alarm",
                           "1, 2, 3: 30, 7, 1 days before its end; 4: over; else 0.",
                           runtime::MetricKind::gauge,
                           {}};
    for (const auto& [what, end] : ends_) {
        ends.samples.push_back(
            {{{"certificate", what}}, static_cast<double>(end.ends.time_since_epoch().count())});
        alarms.samples.push_back({{{"certificate", what}}, identity::alarm_level(end.alarm)});
    }
    return ends_.empty() ? std::vector<runtime::Metric>() : std::vector{ends, alarms};
}

} // namespace congto::collector
