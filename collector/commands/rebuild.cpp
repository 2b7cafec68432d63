#include "collector/upkeep/rebuild.h"
#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "collector/commands/verified.h"
#include "config/runtime/own_folder.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Makes the store anew from its ledger: dossiers, cells, day sums and receipts come out as they were
received, byte for byte, whatever was damaged in them. A damaged ledger is refused: bring back a backup
then. Agents do not notice. Fingerprints that are gone from the ledger though they were not erased are
named, and the store is made without them.

The new store is built beside the old one, which takes as much room again, and takes its place in one
step. The old one is kept as store.db.before-rebuild-TIME until you remove it. Interrupted at any time,
the old one is there as it was, and `rebuild` is run again.

  congto-collector rebuild            the collector being stopped
  congto-collector rebuild --check    only compares, also while the collector runs; changes nothing

Exit status: 0 done, or with --check: it is as the ledger says; 65 the ledger is damaged, or with --check:
it is not; 69 a collector runs, there is no store, or no room.)";

std::string speed(const upkeep::Rebuilt& rebuilt)
{
    const auto seconds = static_cast<std::uint64_t>(rebuilt.seconds * 10 + 0.5);
    const double per_second = static_cast<double>(rebuilt.numbers) / rebuilt.seconds;
    return runtime::grouped(rebuilt.numbers) + " observations in " + std::to_string(seconds / 10) +
           "." + std::to_string(seconds % 10) + " s, " +
           runtime::grouped(static_cast<std::uint64_t>(per_second)) + "/s";
}

int rebuild(const store::StateDirectory& state)
{
    runtime::require_own_folder(state.store_file(), "congto-collector rebuild");
    runtime::Progress progress;
    const upkeep::Rebuilt rebuilt = upkeep::rebuild(state, by_this_account(), progress);
    progress.clear();
    std::cout << "rebuilt " << state.store_file().string() << ": " << speed(rebuilt) << "\n"
              << "kept what was there as " << rebuilt.kept.string()
              << "; remove it when `congto-collector verify` says that all agrees\n";
    for (const std::string& line : rebuilt.lacking) {
        std::cerr << "not in the ledger any more: " << line
                  << "; D3 and D9 of that month lack them; a backup may have them\n";
    }
    return 0;
}

} // namespace

void add_rebuild(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("rebuild", "Make the store anew from its ledger");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    auto check = std::make_shared<bool>(false);
    command->add_flag("--check", *check, "Only compare the store with its ledger");
    command->callback([&chosen, where, check] {
        chosen = [where, check] {
            return *check ? show_verified(where->state(), upkeep::Proof::replay)
                          : rebuild(where->state());
        };
    });
}

} // namespace congto::collector
