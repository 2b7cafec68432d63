#include "collector/commands/refusing.h"

#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "collector/intake/handshakes.h"
#include "config/runtime/log.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace congto::collector {
namespace {

access::Act act_of(const intake::Repeated& repeated, runtime::Instant now)
{
    const intake::Refusal& last = repeated.last;
    return {now, "agent " + last.agent, "stream refused", last.cause,
            last.detail + "; certificate " + last.serial + ", from " + last.peer +
                (repeated.times > 1
                     ? ", " + std::to_string(repeated.times) + " times since last told"
                     : "")};
}

void add(runtime::Metric& metric, const char* at,
         const std::map<std::string, std::uint64_t>& counts)
{
    for (const auto& [cause, times] : counts) {
        metric.samples.push_back({{{"at", at}, {"cause", cause}}, static_cast<double>(times)});
    }
}

} // namespace

Refusing::Refusing(std::filesystem::path access_file, intake::Refusals& refusals,
                   const Identifying& identifying, runtime::Clock& clock)
    : access_file_(std::move(access_file)), refusals_(refusals), identifying_(identifying),
      clock_(clock)
{
}

void Refusing::look()
{
    const runtime::Instant now = clock_.now();
    const auto due = refusals_.to_be_told(now);
    if (due.empty()) {
        return;
    }
    try {
        const auto access = access::open_for_writing(access_file_);
        SQLite::Transaction transaction(*access, SQLite::TransactionBehavior::IMMEDIATE);
        for (const intake::Repeated& repeated : due) {
            access::enter(*access, act_of(repeated, now));
        }
        transaction.commit();
    } catch (const std::exception& failure) {
        runtime::log(runtime::Severity::error, "refusals are missing in the audit trail",
                     {{"refusals", due.size()}, {"reason", failure.what()}});
    }
}

std::vector<runtime::Metric> Refusing::metrics() const
{
    runtime::Metric metric{
        "congto_refused_total",
        "Streams, handshakes and enrolments that were refused; enrolment's cause used: "
        "a line that another machine had used.",
        runtime::MetricKind::counter,
        {}};
    add(metric, "stream", refusals_.counts());
    add(metric, "handshake", intake::refused_handshakes());
    add(metric, "enrolment", identifying_.denials());
    return {std::move(metric)};
}

} // namespace congto::collector
