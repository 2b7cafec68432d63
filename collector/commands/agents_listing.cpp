#include "collector/commands/agents_listing.h"

#include "collector/rates/coverage.h"

#include <optional>
#include <string>

namespace congto::collector {
namespace {

using runtime::Value;

std::string text_of(model::Instant instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

Value time_if(const std::optional<model::Instant>& instant)
{
    return instant ? Value(text_of(*instant)) : Value();
}

// The unit of a row and which of those that had its code it is; null: in no register.
struct RowUnit {
    const registers::Unit* unit = nullptr;
    std::string shown;
};

RowUnit unit_of(const store::AgentStanding& agent, const registers::UnitRegister& units,
                model::Day today, runtime::Shape shape)
{
    const registers::Unit* unit = units.with_id(agent.unit);
    if (unit != nullptr && shape == runtime::Shape::table) {
        return {unit, marked_code(*unit, today)};
    }
    return {unit, shown_unit(units, agent.unit)};
}

void add_unit(std::vector<Value>& row, const registers::Unit* unit)
{
    if (unit == nullptr) {
        row.insert(row.end(), 3, Value());
        return;
    }
    row.emplace_back(model::text_of(unit->valid_from));
    row.push_back(unit->valid_to ? Value(model::text_of(*unit->valid_to)) : Value());
    row.emplace_back(std::string(name_of(unit->certainty)));
}

std::vector<Value> row_of(const store::AgentStanding& agent, const std::string& unit)
{
    const store::SourceHolding& holding = agent.holding;
    const bool said = rates::has_said(holding);
    const auto if_said = [&](std::int64_t number) { return said ? Value(number) : Value(); };
    return {unit,
            agent.source,
            agent.spool,
            agent.agent_version,
            time_if(agent.receipted_at),
            holding.dossiers,
            if_said(holding.mapped),
            if_said(holding.quarantined),
            holding.unread ? Value(*holding.unread) : Value(),
            if_said(holding.unsent),
            said ? Value(holding.caught_up ? "yes" : "no") : Value(),
            said ? Value(text_of(holding.known_at)) : Value(),
            agent.durable_sequence,
            agent.applied,
            agent.unchanged,
            agent.rejected};
}

std::string two_machines(const store::AgentStanding& agent)
{
    const std::string since = " since " + text_of(*agent.two_since);
    const std::string release = "agents release --spool ";
    if (agent.other_spool.empty()) {
        return "two machines use copies of spool " + agent.spool + since +
               "; both are refused. Stop one, then: " + release + agent.spool + ".";
    }
    if (!agent.other_is_refused) {
        return "spool " + agent.spool + " is refused" + since + "; spool " + agent.other_spool +
               ", a copy of it on another machine, was released and is awaited.";
    }
    return "two machines began with copies of one spool, which are " + agent.spool + " and " +
           agent.other_spool + " now; both are refused" + since +
           ". Stop one agent, then, for the spool of the other (its congto-agent status says "
           "which): " +
           release + agent.spool + ", or " + agent.other_spool + ".";
}

} // namespace

runtime::Listing agents_listing(const std::vector<store::AgentStanding>& agents,
                                const registers::UnitRegister& units, model::Instant now,
                                runtime::Shape shape)
{
    runtime::Listing listing;
    listing.columns = {{"unit", "unit"},
                       {"source", "source"},
                       {"spool", "spool"},
                       {"version", "version"},
                       {"receipted_at", "last receipt"},
                       {"dossiers", "dossiers"},
                       {"mapped", "mapped"},
                       {"quarantined", "quarantined"},
                       {"unread", "unread"},
                       {"unsent", "unsent"},
                       {"caught_up", "caught up"},
                       {"known_at", "known at"},
                       {"durable_sequence", "durable"},
                       {"applied", "applied"},
                       {"unchanged", "unchanged"},
                       {"rejected", "rejected"}};
    const bool table = shape == runtime::Shape::table;
    if (!table) {
        for (const char* name : {"unit_from", "unit_to", "unit_certainty"}) {
            listing.columns.push_back({name, name});
        }
    }
    for (const store::AgentStanding& agent : agents) {
        const auto [unit, shown] = unit_of(agent, units, model::day_of(now), shape);
        listing.rows.push_back(row_of(agent, shown));
        if (!table) {
            add_unit(listing.rows.back(), unit);
        }
        if (agent.two_since) {
            listing.notes.push_back(shown + ' ' + agent.source + ": " + two_machines(agent));
        }
        const store::SourceHolding& holding = agent.holding;
        if (rates::has_said(holding) && rates::is_old(holding.known_at, now)) {
            listing.notes.push_back(shown + ' ' + agent.source +
                                    ": mapped to caught up are as of " + text_of(holding.known_at) +
                                    ".");
        }
    }
    if (listing.rows.empty()) {
        listing.notes.emplace_back("No agent has greeted yet.");
    }
    return listing;
}

} // namespace congto::collector
