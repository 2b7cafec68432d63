#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/register/registers.h"
#include "collector/store/store.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <system_error>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Makes the state directory with an empty store and the registers, in which the units that ship with
the program are known. What is there already is left as it is, and said.

  congto-collector init
  congto-collector init --state ./state)";

void make_directory(const std::filesystem::path& directory)
{
    std::error_code failure;
    std::filesystem::create_directories(directory, failure);
    if (failure) {
        throw runtime::BadSettings(directory.string() + ": cannot be made: " + failure.message());
    }
    std::filesystem::permissions(directory, std::filesystem::perms::others_all,
                                 std::filesystem::perm_options::remove, failure);
}

void refuse_existing(const store::StateDirectory& state)
{
    std::vector<std::string> faults;
    for (const auto& file : {state.store_file(), state.register_file()}) {
        if (std::filesystem::exists(file)) {
            faults.push_back(file.string() + ": is there already; nothing was changed");
        }
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
}

int init(const store::StateDirectory& state)
{
    refuse_existing(state);
    make_directory(state.path);
    const runtime::Instant now = runtime::SystemClock().now();
    registers::create(state.register_file(), now);
    store::create_store(state, now);
    std::cout << "made " << state.path.string() << "\n"
              << "next:\n"
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
