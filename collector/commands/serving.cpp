#include "collector/commands/serving.h"

#include "collector/access/key_file.h"
#include "collector/dashboard/door/addresses.h"
#include "collector/dashboard/door/sockets.h"
#include "collector/dashboard/site.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <fstream>
#include <system_error>
#include <utility>

namespace congto::collector {
namespace {

using dashboard::CertificateFiles;
using runtime::Metric;
using runtime::MetricKind;

std::optional<CertificateFiles> certificate_of(const HttpSettings& http,
                                               const intake::Listening& agents)
{
    if (http.plaintext) {
        return std::nullopt;
    }
    if (!http.certificate.empty()) {
        return CertificateFiles{http.certificate, http.key};
    }
    return CertificateFiles{agents.tls->certificate, agents.tls->key};
}

dashboard::HttpListening listening_of(const HttpSettings& http, const intake::Listening& agents)
{
    dashboard::HttpListening listening;
    listening.address = *http.listen;
    listening.tls = certificate_of(http, agents);
    for (const auto* addresses : {&http.site.proxies, &http.site.single_sign_on.from}) {
        listening.proxies.insert(addresses->begin(), addresses->end());
    }
    return listening;
}

std::vector<Metric> metrics_of(const dashboard::DoorCounts& counts)
{
    Metric answers{"congto_http_answers_total",
                   "Answers to people, by class of status.",
                   MetricKind::counter,
                   {}};
    for (std::size_t kind = 0; kind < counts.answered.size(); ++kind) {
        answers.samples.push_back({{{"status", std::to_string(kind + 2) + "xx"}},
                                   static_cast<double>(counts.answered.at(kind))});
    }
    Metric refused{"congto_http_refused_total",
                   "What the HTTP server refused, by reason.",
                   MetricKind::counter,
                   {}};
    for (std::size_t reason = 0; reason < dashboard::kRefusals; ++reason) {
        refused.samples.push_back(
            {{{"reason", std::string(dashboard::refusal_words().at(reason).name)}},
             static_cast<double>(counts.refused.at(reason))});
    }
    return {{"congto_http_lines",
             "Lines of people that are open.",
             MetricKind::gauge,
             {{{}, static_cast<double>(counts.lines)}}},
            std::move(answers),
            std::move(refused)};
}

// The address is taken by the collector that runs here, which is as it should be.
bool is_own(const Settings& settings)
{
    std::ifstream in(http_listening_file(settings.state));
    std::string address;
    const auto endpoint = dashboard::endpoint_of(*settings.http.listen);
    return std::getline(in, address) && endpoint && address == dashboard::text_of(*endpoint);
}

} // namespace

std::filesystem::path http_listening_file(const std::filesystem::path& state)
{
    return state / "http-listening";
}

Serving::Serving(const Settings& settings, const intake::Listening& agents, runtime::Clock& clock)
{
    const std::filesystem::path file = http_listening_file(settings.state);
    std::error_code none_there;
    std::filesystem::remove(file, none_there); // of one that was killed
    const HttpSettings& http = settings.http;
    if (!http.listen) {
        return;
    }
    if (!http.certificate.empty()) {
        access::require_pair(http.certificate, http.key);
    }
    const store::StateDirectory state{settings.state};
    people_ = std::make_unique<access::People>(state.access_file(), http.people, clock);
    server_ = std::make_unique<dashboard::HttpServer>(
        listening_of(http, agents),
        dashboard::make_site({state, settings.detectors, http.site, *people_, clock}), clock);
    listening_.emplace(file, server_->address());
    runtime::log(runtime::Severity::info, "people may come", {{"address", server_->address()}});
    if (http.plaintext) {
        runtime::log(runtime::Severity::warning, "people are served in plain text, for this "
                                                 "machine only: passwords are on the line");
    }
}

std::vector<Metric> Serving::metrics() const
{
    if (!server_) {
        return {};
    }
    std::vector<Metric> metrics = metrics_of(server_->counts());
    Metric refused{"congto_people_refused_total",
                   "What people were refused, by what they tried.",
                   MetricKind::counter,
                   {}};
    for (const auto& [act, times] : people_->refusals()) {
        refused.samples.push_back({{{"act", act}}, static_cast<double>(times)});
    }
    metrics.push_back(std::move(refused));
    return metrics;
}

void check_http(const Settings& settings, std::vector<std::string>& faults)
{
    const HttpSettings& http = settings.http;
    const auto endpoint = http.listen ? dashboard::endpoint_of(*http.listen) : std::nullopt;
    if (!endpoint) {
        return; // nobody is served, or the fault is said already
    }
    const bool has_files = !http.certificate.empty() && !http.key.empty();
    try {
        if (has_files) {
            access::require_pair(http.certificate, http.key);
        }
        const dashboard::Sockets tried(
            *endpoint,
            has_files ? std::optional(CertificateFiles{http.certificate, http.key}) : std::nullopt);
    } catch (const runtime::Unavailable& taken) {
        if (!is_own(settings)) {
            faults.emplace_back(taken.what());
        }
    } catch (const runtime::Failure& unusable) {
        faults.emplace_back(unusable.what());
    }
}

} // namespace congto::collector
