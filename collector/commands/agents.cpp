#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/register/registers.h"
#include "collector/store/reader.h"
#include "config/runtime/table.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(One row a source: what of it is here, and where its agent stands.

  dossiers      shown by the source, here           mapped        … by the agent's own count
  quarantined   rows the agent could not map        unread        rows of the source not read yet
  unsent        numbers not durable here yet        caught_up     nothing left to read, last time
  durable = applied + unchanged + rejected: entries of the agent's spool that are committed here

A dash is "not known".)";

std::string text_of(std::optional<model::Instant> instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(*instant));
}

std::vector<runtime::Value> row_of(const store::AgentStanding& agent, const std::string& unit)
{
    const store::SourceHolding& holding = agent.holding;
    const bool told = holding.known_at != model::Instant{}; // the agent sent a Progress
    const auto if_told = [&](std::int64_t number) {
        return told ? runtime::Value(number) : runtime::Value();
    };
    return {unit,
            agent.source,
            agent.spool,
            agent.agent_version,
            agent.receipted_at ? runtime::Value(text_of(agent.receipted_at)) : runtime::Value(),
            holding.dossiers,
            if_told(holding.mapped),
            if_told(holding.quarantined),
            holding.unread ? runtime::Value(*holding.unread) : runtime::Value(),
            if_told(holding.unsent),
            told ? runtime::Value(holding.caught_up ? "yes" : "no") : runtime::Value(),
            agent.durable_sequence,
            agent.applied,
            agent.unchanged,
            agent.rejected};
}

int show_agents(const store::StateDirectory& state, runtime::Shape shape)
{
    const store::Reader reader = store::Reader::open(state);
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
                       {"durable_sequence", "durable"},
                       {"applied", "applied"},
                       {"unchanged", "unchanged"},
                       {"rejected", "rejected"}};
    for (const store::AgentStanding& agent : reader.agents()) {
        listing.rows.push_back(row_of(agent, registers::code_of(reader.database(), agent.unit)));
    }
    if (listing.rows.empty()) {
        listing.notes.emplace_back("No agent has greeted yet.");
    }
    runtime::print(std::cout, listing, shape);
    return 0;
}

} // namespace

void add_agents(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("agents", "Show what came from whom");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    auto shape = add_shape_options(*command);
    command->callback([&chosen, where, shape] {
        chosen = [where, shape] { return show_agents(where->state(), shape->shape()); };
    });
}

} // namespace congto::collector
