#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/register/registers.h"
#include "collector/store/sqlite_store.h"
#include "collector/store/unfinished_file.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Makes the state directory with an empty store and the registers, in which the units that ship with
the program are known. Interrupted, it is run again. Registers without a store are kept and get an
empty one; where a store is, nothing is changed.

  congto-collector init
  congto-collector init --state ./state)";

void refuse_existing(const store::StateDirectory& state)
{
    if (!std::filesystem::exists(state.store_file())) {
        return;
    }
    std::vector<std::string> faults{state.store_file().string() +
                                    ": is there already; nothing was changed"};
    if (!std::filesystem::exists(state.register_file())) {
        // New registers may give their units other numbers than the store knows them by.
        faults.push_back(state.register_file().string() +
                         ": is missing beside the store; restore both from one backup");
    }
    throw runtime::BadSettings(std::move(faults));
}

// The store comes last: until it is there, init can be run again.
int init(const store::StateDirectory& state)
{
    refuse_existing(state);
    store::make_state_directory(state);
    const runtime::Instant now = runtime::SystemClock().now();
    const bool registers_there = std::filesystem::exists(state.register_file());
    if (registers_there) {
        registers::open_for_reading(state.register_file()); // damaged or newer ones say so
    } else {
        store::UnfinishedFile unfinished(state.register_file());
        registers::create(unfinished.path(), now);
        unfinished.finish();
    }
    store::create_store(state, now);
    std::cout << "made " << (registers_there ? state.store_file() : state.path).string() << "\n";
    if (registers_there) {
        std::cout << "kept " << state.register_file().string() << ", which was there already\n";
    }
    std::cout << "next:\n"
              << "  congto-collector check     looks for anything that is wrong\n"
              << "  congto-collector run       receives from agents until stopped\n"
              << "  congto-collector agents    shows what came from whom\n";
    return 0;
}

} // namespace

void add_init(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("init", "Make a new state directory");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    command->callback([&chosen, where] { chosen = [where] { return init(where->state()); }; });
}

} // namespace congto::collector
