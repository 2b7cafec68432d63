#include "collector/access/access_file.h"
#include "collector/access/account.h"
#include "collector/commands/account_parts.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>

namespace congto::collector {
namespace {

void check(const AccountOptions& options)
{
    std::vector<std::string> faults;
    check_unit(options, faults);
    if (options.reason.find_first_not_of(" \t") == std::string::npos) {
        faults.emplace_back("--reason: is empty; whoever asks later wants to know");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
}

int change(const AccountOptions& options)
{
    check(options);
    const auto access = access::open_for_writing(options.where->state().access_file());
    const access::Viewer viewer{options.name, *access::role_of(options.role), options.unit};
    if (!access::change_account(*access, viewer, options.reason, actor(),
                                runtime::SystemClock().now())) {
        throw_unchanged(*access, options.name, "has that role and unit already");
    }
    std::cout << options.name << ": "
              << (viewer.role == access::Role::unit ? "sees unit " + viewer.unit : "sees all units")
              << "; its sessions have ended, its API tokens are revoked\n";
    return 0;
}

} // namespace

void add_account_change(CLI::App& account, Chosen& chosen)
{
    auto* command = account.add_subcommand("change", "Give an account another role or unit");
    auto options = add_named(*command);
    add_role(*command, *options);
    command->add_option("--reason", options->reason, "Why, for whoever asks later")
        ->required()
        ->type_name("TEXT");
    command->callback([&chosen, options] { chosen = [options] { return change(*options); }; });
}

} // namespace congto::collector
