#include "collector/access/access_file.h"
#include "collector/access/authority.h"
#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "collector/register/registers.h"
#include "collector/store/sqlite_store.h"
#include "collector/store/unfinished_file.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/own_folder.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

#include <iostream>
#include <vector>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Makes the state directory: an empty store, the registers, in which the units that ship with the
program are known, who may do what, and an authority that signs the certificates of this collector
and of its agents. Interrupted, it is run again: what is there is kept, and what is missing is made.

Keep a copy of the folder authority in a safe place, readable by nobody else: it is in no backup, and
without it every agent must enrol anew.

  congto-collector init
  congto-collector init --state ./state)";

// Registers that are missing beside a store: new ones may give their units other numbers than it
// knows them by.
void require_registers(const store::StateDirectory& state)
{
    if (!std::filesystem::exists(state.register_file())) {
        throw runtime::BadSettings(
            {state.store_file().string() + ": is there already; nothing was changed",
             state.register_file().string() +
                 ": is missing beside the store; restore both from one backup"});
    }
}

struct Made {
    std::vector<std::filesystem::path> files;
    std::vector<std::filesystem::path> kept; // were there already
};

void make_registers(const store::StateDirectory& state, runtime::Instant now, Made& made)
{
    if (std::filesystem::exists(state.register_file())) {
        registers::open_for_reading(state.register_file()); // damaged or newer ones say so
        made.kept.push_back(state.register_file());
        return;
    }
    store::UnfinishedFile unfinished(state.register_file());
    registers::create(unfinished.path(), now);
    unfinished.finish();
    made.files.push_back(state.register_file());
}

// With its first entry. One that was there gets an entry where something else is to be made.
void make_access(const store::StateDirectory& state, Made& made)
{
    const auto enter = [&](const std::filesystem::path& file) {
        upkeep::enter(file, by_this_account(), "init",
                      std::filesystem::absolute(state.path).string());
    };
    if (std::filesystem::exists(state.access_file())) {
        access::open_for_reading(state.access_file());
        made.kept.push_back(state.access_file());
        if (!made.files.empty() || !std::filesystem::exists(state.authority_file()) ||
            !std::filesystem::exists(state.store_file())) {
            enter(state.access_file());
        }
        return;
    }
    store::UnfinishedFile unfinished(state.access_file());
    access::create(unfinished.path());
    enter(unfinished.path());
    unfinished.finish();
    made.files.push_back(state.access_file());
}

void make_authority(const store::StateDirectory& state, runtime::Instant now, Made& made)
{
    if (std::filesystem::exists(state.authority_file())) {
        made.kept.push_back(state.authority_file());
        return;
    }
    std::filesystem::create_directory(state.authority_folder());
    std::filesystem::permissions(state.authority_folder(), std::filesystem::perms::owner_all);
    access::Authority::create(state.authority_file(), state.authority_key_file(), now);
    store::write_out_directory(state.authority_folder());
    made.files.push_back(state.authority_file());
}

// The store comes last: until it is there, init can be run again.
int init(const store::StateDirectory& state)
{
    runtime::require_own_folder(state.store_file(), "congto-collector init");
    const bool store_there = std::filesystem::exists(state.store_file());
    if (store_there) {
        require_registers(state);
    }
    store::make_state_directory(state);
    const runtime::Instant now = runtime::SystemClock().now();
    Made made;
    make_registers(state, now, made);
    make_access(state, made);
    make_authority(state, now, made);
    if (!store_there) {
        store::create_store(state, now);
        made.files.push_back(state.store_file());
    }
    if (made.files.empty()) {
        throw runtime::BadSettings(state.store_file().string() +
                                   ": is there already; nothing was changed");
    }
    for (const std::filesystem::path& file : made.files) {
        std::cout << "made " << file.string() << "\n";
    }
    for (const std::filesystem::path& file : made.kept) {
        std::cout << "kept " << file.string() << ", which was there already\n";
    }
    std::cout << "next:\n"
              << "  congto-collector check     looks for anything that is wrong\n"
              << "  congto-collector run       receives from agents until stopped\n"
              << "  congto-collector token create --unit H44\n"
              << "                             the line by which an agent of H44 enrols\n"
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
