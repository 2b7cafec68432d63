#include "collector/commands/agents_listing.h"
#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/register/registers.h"
#include "collector/store/reader.h"
#include "config/runtime/clock.h"
#include "config/runtime/table.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(One row a source: what of it is here, and where its agent stands.

  dossiers      shown by the source, here           mapped        … by the agent's own count
  quarantined   rows the agent could not map        unread        rows of the source not read yet
  unsent        numbers not durable here yet        caught_up     nothing left to read, last time
  known_at      when the agent knew mapped to caught_up; a note names what is over an hour old
  durable = applied + unchanged + rejected: entries of the agent's spool that are committed here

A dash is "not known".)";

int show_agents(const store::StateDirectory& state, runtime::Shape shape)
{
    const store::Reader reader = store::Reader::open(state);
    const auto units = registers::read_unit_register(reader.database());
    const auto now = runtime::SystemClock().now();
    runtime::print(std::cout, agents_listing(reader.agents(), units, now, shape), shape);
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
