#include "collector/commands/balances.h"

#include "collector/rates/coverage.h"
#include "collector/register/registers.h"
#include "config/runtime/log.h"
#include "config/runtime/metrics.h"

#include <algorithm>
#include <exception>
#include <map>
#include <utility>

namespace congto::collector {
namespace {

using runtime::Metric;
using runtime::MetricKind;

constexpr std::chrono::seconds kEach{15};

double seconds_of(model::Instant instant)
{
    return std::chrono::duration<double>(instant.time_since_epoch()).count();
}

using Labels = std::vector<std::pair<std::string, std::string>>;

// A code may be another unit's after a merger: with the day it was this one's from, it is one's.
Labels labels_of(const registers::UnitRegister& units, store::UnitId id)
{
    Labels labels{{"unit", registers::shown_unit(units, id)}};
    if (const registers::Unit* unit = units.with_id(id)) {
        labels.emplace_back("unit_from", model::text_of(unit->valid_from));
    }
    return labels;
}

// Of each source what its agent says of it.
template <typename Value>
Metric of_sources(const std::vector<store::AgentStanding>& agents,
                  const registers::UnitRegister& units, Metric metric, Value value)
{
    for (const store::AgentStanding& agent : agents) {
        if (const std::optional<double> number = value(agent)) {
            Labels labels = labels_of(units, agent.unit);
            labels.emplace_back("source", agent.source);
            metric.samples.push_back({std::move(labels), *number});
        }
    }
    return metric;
}

// Of each spool, told once however many sources it has; the most that is said with one of them.
template <typename Value>
Metric of_spools(const std::vector<store::AgentStanding>& agents,
                 const registers::UnitRegister& units, Metric metric, Value value)
{
    std::map<std::int64_t, std::size_t> told;
    for (const store::AgentStanding& agent : agents) {
        const std::optional<double> number = value(agent);
        if (!number) {
            continue;
        }
        const auto [place, first] = told.emplace(agent.spool_number, metric.samples.size());
        if (first) {
            Labels labels = labels_of(units, agent.unit);
            labels.emplace_back("spool", agent.spool);
            metric.samples.push_back({std::move(labels), *number});
        } else {
            double& known = metric.samples[place->second].value;
            known = std::max(known, *number);
        }
    }
    return metric;
}

std::vector<Metric> metrics_of(const std::vector<store::AgentStanding>& agents,
                               const registers::UnitRegister& units, std::size_t imbalances,
                               const std::vector<store::HeldDay>& held)
{
    using Agent = store::AgentStanding;
    using Number = std::optional<double>;
    const auto of_spool = [&](const char* name, const char* help, MetricKind kind, auto value) {
        return of_spools(agents, units, {name, help, kind, {}}, value);
    };
    const auto of_source = [&](const char* name, const char* help, auto value) {
        return of_sources(agents, units, {name, help, MetricKind::gauge, {}}, value);
    };
    const auto said = [](const Agent& agent, std::int64_t number) {
        return rates::has_said(agent.holding) ? Number(static_cast<double>(number)) : Number();
    };
    double all_held = 0;
    for (const store::HeldDay& day : held) {
        all_held += static_cast<double>(day.held);
    }
    const auto counter = MetricKind::counter;
    const auto gauge = MetricKind::gauge;
    return {
        {"congto_store_imbalances",
         "Equations of the store's accounts that do not hold.",
         gauge,
         {{{}, static_cast<double>(imbalances)}}},
        {"congto_store_held_dossiers",
         "Dossiers held until an operator decides.",
         gauge,
         {{{}, all_held}}},
        of_spool("congto_store_receipted_total", "Entries of the agent's spool that are durable.",
                 counter,
                 [](const Agent& a) { return Number(static_cast<double>(a.durable_sequence)); }),
        of_spool("congto_store_applied_total", "Entries that changed something.", counter,
                 [](const Agent& a) { return Number(static_cast<double>(a.applied)); }),
        of_spool("congto_store_unchanged_total", "Entries that said what was known.", counter,
                 [](const Agent& a) { return Number(static_cast<double>(a.unchanged)); }),
        of_spool("congto_store_rejected_total", "Entries that could not be taken.", counter,
                 [](const Agent& a) { return Number(static_cast<double>(a.rejected)); }),
        of_spool("congto_agent_unsent", "Entries of the agent's spool not durable here yet.", gauge,
                 [&](const Agent& a) { return said(a, a.holding.unsent); }),
        of_spool("congto_agent_receipted_seconds", "When the agent last got a receipt.", gauge,
                 [](const Agent& a) {
                     return a.receipted_at ? Number(seconds_of(*a.receipted_at)) : Number();
                 }),
        of_source("congto_store_dossiers", "Dossiers the source shows, here.",
                  [](const Agent& a) { return Number(static_cast<double>(a.holding.dossiers)); }),
        of_source("congto_source_mapped", "Dossiers by the agent's own count.",
                  [&](const Agent& a) { return said(a, a.holding.mapped); }),
        of_source("congto_source_quarantined", "Rows the agent could not map.",
                  [&](const Agent& a) { return said(a, a.holding.quarantined); }),
        of_source("congto_source_unread", "Rows of the source not read yet.",
                  [](const Agent& a) {
                      const auto& unread = a.holding.unread;
                      return unread ? Number(static_cast<double>(*unread)) : Number();
                  }),
    };
}

} // namespace

Balances::Balances(store::StateDirectory state, std::optional<std::filesystem::path> metrics,
                   runtime::Clock& clock, OtherMetrics others)
    : state_(std::move(state)), metrics_(std::move(metrics)), clock_(clock),
      others_(std::move(others))
{
}

void Balances::look()
{
    if (clock_.steady() < due_) {
        return;
    }
    due_ = clock_.steady() + kEach;
    try {
        look_now();
        away_ = false;
    } catch (const std::exception& why) {
        if (!std::exchange(away_, true)) {
            runtime::log(runtime::Severity::warning, "balances are not looked at for now",
                         {{"detail", why.what()}});
        }
    }
}

void Balances::look_now()
{
    const store::Reader reader = store::Reader::open(state_);
    const auto snapshot = reader.cells();
    note(reader.spool_imbalances(), unbalanced_spools_);
    const store::Imbalances sources = reader.source_imbalances(next_after_, kSourcesAtOnce);
    note(sources, unbalanced_sources_);
    next_after_ = sources.through == store::Imbalances::kLast ? 0 : sources.through;
    if (metrics_) {
        auto all =
            metrics_of(reader.agents(), registers::read_unit_register(reader.database()),
                       unbalanced_spools_.size() + unbalanced_sources_.size(), reader.held_days());
        const auto more = others_ ? others_() : std::vector<Metric>();
        all.insert(all.end(), more.begin(), more.end());
        runtime::write_metrics(*metrics_, all);
    }
}

void Balances::note(const store::Imbalances& looked_at, Numbers& known)
{
    Numbers found;
    for (const store::Imbalance& imbalance : looked_at.found) {
        found.insert(imbalance.number);
        if (!known.contains(imbalance.number)) {
            runtime::log(runtime::Severity::error, "accounts do not balance",
                         {{"detail", imbalance.text}});
        }
    }
    known.erase(known.upper_bound(looked_at.after), known.upper_bound(looked_at.through));
    known.merge(found);
}

} // namespace congto::collector
