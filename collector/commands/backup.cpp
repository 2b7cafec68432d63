#include "collector/upkeep/backup.h"
#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Copies the store, the registers and who may do what, as they are at one moment each, into a folder that
is made for it. A collector may run meanwhile. The copies are read again from end to end before the folder gets its
name: it is there whole or not at all, and nothing is ever written over.

The store is copied first and the registers after it, so that these have every unit the store speaks of.
The audit trail has it, here and in the copy.
What came in between is missing in the backup, and is sent again by the agents after a restore. The
authority is in no backup, because its key is the right to be any unit: copy its folder by hand, once.

  congto-collector backup /backups/2026-11-22
  congto-collector backup /backups/$(date +%F)      nightly

Exit status: 0 done; 65 what was copied is damaged; 69 there is no store, or no room; 78 the folder is
there already.)";

int back_up(const store::StateDirectory& state, const std::filesystem::path& to)
{
    runtime::Progress progress;
    const upkeep::BackedUp done = upkeep::back_up(state, to, by_this_account(), progress);
    progress.clear();
    std::cout << "backed up to " << to.string() << ": " << runtime::grouped(done.numbers)
              << " observations, " << runtime::grouped(done.bytes) << " bytes\n"
              << "to bring it back: congto-collector restore " << to.string() << "\n";
    return 0;
}

} // namespace

void add_backup(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("backup", "Copy the state, also while the collector runs");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    auto to = std::make_shared<std::filesystem::path>();
    command->add_option("FOLDER", *to, "Folder to make")->required();
    command->callback(
        [&chosen, where, to] { chosen = [where, to] { return back_up(where->state(), *to); }; });
}

} // namespace congto::collector
