#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "collector/store/reader.h"
#include "collector/upkeep/backup.h"
#include "config/runtime/own_folder.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <limits>
#include <string>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Makes a state directory from a backup, or from a copy of a state directory whose collector was
stopped. Nothing is written over: move what is left of the old store away first, or restore to another
directory.

The restored store is a new incarnation. Agents learn of it when they call, and by themselves send again
what the backup lacks; until they have, figures are those of the backup. Imports made after the backup,
and decisions on what was held, on the order of sources, on agents and to erase fingerprints, are to be
made again: what was erased by hand after the backup is there again. So are revocations of agents,
and what was done to accounts. Tokens of all sorts are cancelled, and everybody must sign in anew.

The folder authority is in no backup: copy it back from its safe place. Without it congto-collector init
makes a new one, and every agent must enrol anew.

  congto-collector restore /backups/2026-11-22
  congto-collector restore /backups/2026-11-22 --state /srv/congto

Exit status: 0 done; 65 the backup is damaged; 69 no room; 78 a state is there already, or the folder is
no backup.)";

// What the backup holds may have been erased since; by the settings it is erased again.
std::string erased_since(const store::StateDirectory& state)
{
    constexpr model::Month kLast{std::numeric_limits<std::int32_t>::max()};
    const auto months = store::Reader::open(state).fingerprinted_through(kLast);
    if (months.empty()) {
        return {};
    }
    return "it holds fingerprints of dossiers opened from " + model::text_of(months.front()) +
           " to " + model::text_of(months.back()) +
           "; erase again what was erased by hand after the backup (congto-collector fingerprints "
           "erase)\n";
}

int restore(const std::filesystem::path& backup, const store::StateDirectory& state)
{
    runtime::require_own_folder(state.store_file(), "congto-collector restore");
    runtime::Progress progress;
    const upkeep::BackedUp done = upkeep::restore(backup, state, by_this_account(), progress);
    progress.clear();
    std::cout
        << "restored " << state.path.string() << ": " << runtime::grouped(done.numbers)
        << " observations; agents send again what it lacks\n"
        << erased_since(state)
        << "accounts and revocations of agents are as they were in the backup: look at account "
           "list and certificates --all\n"
        << "next:\n"
        << "  copy the folder authority back to " << state.authority_folder().string()
        << "; without it: congto-collector init makes a new one, and every agent enrols anew\n"
        << "  congto-collector verify    proves that it agrees with itself\n"
        << "  congto-collector run       receives from agents until stopped\n";
    return 0;
}

} // namespace

void add_restore(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("restore", "Make a state directory from a backup");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    auto backup = std::make_shared<std::filesystem::path>();
    command->add_option("FOLDER", *backup, "The backup")->required();
    command->callback([&chosen, where, backup] {
        chosen = [where, backup] { return restore(*backup, where->state()); };
    });
}

} // namespace congto::collector
