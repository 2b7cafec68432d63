#include "collector/commands/agents_listing.h"
#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/register/registers.h"
#include "collector/store/reader.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/table.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
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

A dash is "not known".

When two machines use copies of one spool (a virtual machine was cloned), both are refused until
one was stopped and the spool released:

  congto-collector agents release --spool 1a2b3c4d --reason "the clone is gone"

A note names the spool, or two where the copies went on by themselves. Of one spool, delete the
spool directory of the machine that was stopped; of two, release the one whose machine goes on. If
that is the older one, its agent begins another spool and reads everything again, within minutes.)";

struct ReleaseOptions {
    std::shared_ptr<Whereabouts> where;
    std::string spool;
    std::string reason;
};

int show_agents(const store::StateDirectory& state, runtime::Shape shape)
{
    const store::Reader reader = store::Reader::open(state);
    const auto units = registers::read_unit_register(reader.database());
    const auto now = runtime::SystemClock().now();
    runtime::print(std::cout, agents_listing(reader.agents(), units, now, shape), shape);
    return 0;
}

int release(const ReleaseOptions& options)
{
    const store::StateDirectory state = options.where->state();
    const store::Reader reader = store::Reader::open(state);
    const auto refused = reader.refused_spools();
    const auto found = std::find_if(refused.begin(), refused.end(),
                                    [&](const auto& one) { return one.spool == options.spool; });
    if (found == refused.end()) {
        throw runtime::BadSettings("--spool: \"" + runtime::escaped(options.spool) +
                                   "\" is no spool that two machines use; congto-collector agents "
                                   "shows which are");
    }
    registers::WithdrawalDecision decision;
    decision.verdict = registers::WithdrawalDecision::Verdict::release;
    decision.unit = found->unit;
    decision.source = found->number;
    decision.source_name = found->spool;
    enter_decisions(state, reader, {decision}, options.reason);
    std::cout << "released: spool " << options.spool
              << " is taken again; a running collector takes it up within seconds\n";
    return 0;
}

void add_release(CLI::App& agents, Chosen& chosen)
{
    CLI::App* command =
        agents.add_subcommand("release", "Take a spool again that two machines used");
    auto options = std::make_shared<ReleaseOptions>();
    options->where = add_whereabouts(*command);
    command->add_option("--spool", options->spool, "The spool, as agents shows it")
        ->required()
        ->type_name("ID");
    command->add_option("--reason", options->reason, "Why, for whoever asks later")
        ->required()
        ->type_name("TEXT");
    command->callback([&chosen, options] { chosen = [options] { return release(*options); }; });
}

} // namespace

void add_agents(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("agents", "Show what came from whom");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    auto shape = add_shape_options(*command);
    command->callback([&chosen, command, where, shape] {
        if (command->get_subcommands().empty()) {
            chosen = [where, shape] { return show_agents(where->state(), shape->shape()); };
        }
    });
    add_release(*command, chosen);
}

} // namespace congto::collector
