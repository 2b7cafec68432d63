#include "collector/commands/balances.h"

#include "collector/rates/coverage.h"
#include "collector/register/registers.h"
#include "collector/store/reader.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "config/runtime/metrics.h"

#include <algorithm>
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

std::string unit_shown(const registers::UnitRegister& units, store::UnitId id)
{
    const registers::Unit* unit = units.with_id(id);
    return unit == nullptr || unit->code.empty() ? std::to_string(id) : unit->code;
}

// A metric with one sample for each agent.
template <typename Value>
Metric of_agents(const std::vector<store::AgentStanding>& agents,
                 const registers::UnitRegister& units, Metric metric, Value value)
{
    for (const store::AgentStanding& agent : agents) {
        if (const std::optional<double> number = value(agent)) {
            metric.samples.push_back(
                {{{"unit", unit_shown(units, agent.unit)}, {"source", agent.source}}, *number});
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
    const auto add = [&](const char* name, const char* help, MetricKind kind, auto value) {
        return of_agents(agents, units, {name, help, kind, {}}, value);
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
        add("congto_store_receipted_total", "Entries of the agent's spool that are durable.",
            counter,
            [](const Agent& a) { return Number(static_cast<double>(a.durable_sequence)); }),
        add("congto_store_applied_total", "Entries that changed something.", counter,
            [](const Agent& a) { return Number(static_cast<double>(a.applied)); }),
        add("congto_store_unchanged_total", "Entries that said what was known.", counter,
            [](const Agent& a) { return Number(static_cast<double>(a.unchanged)); }),
        add("congto_store_rejected_total", "Entries that could not be taken.", counter,
            [](const Agent& a) { return Number(static_cast<double>(a.rejected)); }),
        add("congto_store_dossiers", "Dossiers the source shows, here.", gauge,
            [](const Agent& a) { return Number(static_cast<double>(a.holding.dossiers)); }),
        add("congto_source_mapped", "Dossiers by the agent's own count.", gauge,
            [&](const Agent& a) { return said(a, a.holding.mapped); }),
        add("congto_source_quarantined", "Rows the agent could not map.", gauge,
            [&](const Agent& a) { return said(a, a.holding.quarantined); }),
        add("congto_source_unread", "Rows of the source not read yet.", gauge,
            [](const Agent& a) {
                return a.holding.unread ? Number(static_cast<double>(*a.holding.unread)) : Number();
            }),
        add("congto_source_unsent", "Entries not durable here yet.", gauge,
            [&](const Agent& a) { return said(a, a.holding.unsent); }),
        add("congto_agent_receipted_seconds", "When the agent last got a receipt.", gauge,
            [](const Agent& a) {
                return a.receipted_at ? Number(seconds_of(*a.receipted_at)) : Number();
            }),
    };
}

} // namespace

Balances::Balances(store::StateDirectory state, std::optional<std::filesystem::path> metrics,
                   runtime::Clock& clock)
    : state_(std::move(state)), metrics_(std::move(metrics)), clock_(clock)
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
        unwritten_ = false;
    } catch (const runtime::Unavailable& away) {
        if (!std::exchange(unwritten_, true)) {
            runtime::log(runtime::Severity::warning, "balances are not looked at for now",
                         {{"detail", away.what()}});
        }
    }
}

void Balances::look_now()
{
    const store::Reader reader = store::Reader::open(state_);
    const auto snapshot = reader.cells();
    std::vector<std::string> found = reader.imbalances();
    for (const std::string& imbalance : found) {
        if (std::find(known_.begin(), known_.end(), imbalance) == known_.end()) {
            runtime::log(runtime::Severity::error, "accounts do not balance",
                         {{"detail", imbalance}});
        }
    }
    known_ = std::move(found);
    if (metrics_) {
        runtime::write_metrics(
            *metrics_, metrics_of(reader.agents(), registers::read_unit_register(reader.database()),
                                  known_.size(), reader.held_days()));
    }
}

} // namespace congto::collector
