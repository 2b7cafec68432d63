#include "agent/commands/balances.h"

#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "config/runtime/metrics.h"

#include <algorithm>
#include <utility>

namespace congto::agent {
namespace {

using runtime::Metric;
using runtime::MetricKind;
using spool::Accounts;
using spool::SourceAccounts;

constexpr std::chrono::seconds kEach{15};

Metric of_spool(const char* name, const char* help, MetricKind kind, std::uint64_t value)
{
    return {name, help, kind, {{{}, static_cast<double>(value)}}};
}

// A flow of the sources, told apart by what became of it.
struct Flow {
    const char* outcome;
    std::uint64_t SourceAccounts::*part;
};

Metric of_sources(Metric metric, const std::vector<spool::NamedSource>& sources,
                  const Accounts& accounts, std::initializer_list<Flow> flows)
{
    for (std::size_t i = 0; i < std::min(sources.size(), accounts.sources.size()); ++i) {
        for (const Flow& flow : flows) {
            runtime::MetricSample sample{{{"source", sources[i].name}},
                                         static_cast<double>(accounts.sources[i].*flow.part)};
            if (*flow.outcome != '\0') {
                sample.labels.emplace_back("outcome", flow.outcome);
            }
            metric.samples.push_back(std::move(sample));
        }
    }
    return metric;
}

std::vector<Metric> metrics_of(const Accounts& accounts,
                               const std::vector<spool::NamedSource>& sources,
                               std::size_t imbalances)
{
    const auto counter = MetricKind::counter;
    const auto gauge = MetricKind::gauge;
    return {
        of_spool("congto_spool_imbalances", "Equations of the accounts that do not hold.", gauge,
                 imbalances),
        of_sources({"congto_rows_read_total", "Rows read, by what became of them.", counter, {}},
                   sources, accounts,
                   {{"left_out", &SourceAccounts::left_out},
                    {"quarantined", &SourceAccounts::quarantined},
                    {"unchanged", &SourceAccounts::unchanged},
                    {"changed", &SourceAccounts::changed}}),
        of_sources(
            {"congto_entries_spooled_total", "Entries spooled, by what they are.", counter, {}},
            sources, accounts,
            {{"observation", &SourceAccounts::changed},
             {"withdrawal", &SourceAccounts::withdrawals},
             {"removal", &SourceAccounts::removals},
             {"list", &SourceAccounts::lists},
             {"claim", &SourceAccounts::claims}}),
        of_sources({"congto_source_dossiers", "Dossiers the source shows.", gauge, {}}, sources,
                   accounts, {{"", &SourceAccounts::shown}}),
        of_sources({"congto_source_quarantined_rows", "Rows that cannot be counted.", gauge, {}},
                   sources, accounts, {{"", &SourceAccounts::in_quarantine}}),
        of_spool("congto_entries_assigned_total", "Entries numbered.", counter, accounts.assigned),
        of_spool("congto_entries_receipted_total", "Entries durable at the collector.", counter,
                 accounts.receipted),
        of_spool("congto_entries_pending", "Entries without a receipt.", gauge, accounts.pending),
        of_spool("congto_entries_applied_total", "Receipted: changed something.", counter,
                 accounts.applied),
        of_spool("congto_entries_unchanged_total", "Receipted: said what was known.", counter,
                 accounts.unchanged_there),
        of_spool("congto_entries_rejected_total", "Receipted: could not be taken.", counter,
                 accounts.rejected),
    };
}

} // namespace

Balances::Balances(spool::Spool& spool, std::optional<std::filesystem::path> metrics,
                   runtime::Clock& clock, More more)
    : spool_(spool), metrics_(std::move(metrics)), clock_(clock), more_(std::move(more))
{
}

void Balances::look()
{
    if (clock_.steady() < due_) {
        return;
    }
    due_ = clock_.steady() + kEach;
    const Accounts accounts = spool_.accounts();
    std::vector<std::string> found = spool::imbalances(accounts);
    for (const std::string& imbalance : found) {
        if (std::find(known_.begin(), known_.end(), imbalance) == known_.end()) {
            runtime::log(runtime::Severity::error, "accounts do not balance",
                         {{"detail", imbalance}});
        }
    }
    known_ = std::move(found);
    write(accounts);
}

void Balances::write(const Accounts& accounts)
{
    if (!metrics_) {
        return;
    }
    try {
        std::vector<Metric> metrics =
            metrics_of(accounts, spool_.standing().sources, known_.size());
        for (Metric& metric : more_ ? more_() : std::vector<Metric>()) {
            metrics.push_back(std::move(metric));
        }
        runtime::write_metrics(*metrics_, metrics);
        unwritten_ = false;
    } catch (const runtime::Unavailable& away) {
        if (!std::exchange(unwritten_, true)) {
            runtime::log(runtime::Severity::warning, "metrics are not written",
                         {{"detail", away.what()}});
        }
    }
}

} // namespace congto::agent
