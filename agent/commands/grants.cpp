#include "agent/source/grants.h"
#include "agent/commands/commands.h"
#include "agent/commands/settings.h"
#include "agent/mapping/mapping.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    std::string source;
    std::string account = "congto";
};

constexpr const char* kHelp =
    R"(Prints, for the administrator of each source's database, the statements that make an account which may
do what the agent does, and nothing else: SELECT on the columns the mapping's queries read ([reads]),
and as a comment the engine's monitoring right. Look at them first: they are all the agent will see.
They hold no password; the account cannot log in until you give it one. Connects to nothing.
Run them in the database of the one-stop system. congto-agent check tells what an account lacks of
it, and what it may do beside.

  congto-agent grants                              of every source of /etc/congto/agent.toml
  congto-agent grants --source onestop | sudo -u postgres psql onestop
  congto-agent grants --account congto@10.1.2.3    MySQL, MariaDB: from that host alone

Exit status: 0 printed; 78 settings or mapping must be mended, or the mapping has no [reads].)";

void print(const source::SqlSettings& source, const mapping::KnownAccounts& accounts,
           const std::string& account)
{
    const auto mapping = mapping::Mapping::from_file(source.mapping, accounts);
    const source::Queries& queries = mapping.queries_of(source);
    if (queries.reads.empty() && source.engine != "sqlite3") {
        throw runtime::BadSettings(
            source.mapping.string() +
            ": has no [reads]: name the tables its queries read, and of each the columns "
            "(config/mappings/template.toml shows how), or [\"*\"] for all of a table");
    }
    std::cout << "-- Source " << source.name << ", " << mapping.system() << ", " << source.dialect
              << ".\n"
              << source::grants(source.dialect, account, queries.reads);
}

int grants(const Options& options)
{
    if (!source::is_account(options.account)) {
        throw runtime::BadSettings("--account: must be letters, digits, '_', '.' or '-', for MySQL "
                                   "perhaps with '@' and a host after it");
    }
    const Settings settings = read_settings(options.settings);
    const auto accounts = mapping::read_accounts(settings.accounts);
    bool is_met = false;
    for (const source::SqlSettings& source : settings.sources) {
        if (options.source.empty() || source.name == options.source) {
            is_met = true;
            print(source, accounts, options.account);
        }
    }
    if (!is_met) {
        throw runtime::BadSettings("--source: there is no source \"" + options.source + "\"");
    }
    return 0;
}

} // namespace

void add_grants(CLI::App& app, Chosen& chosen)
{
    CLI::App* command =
        app.add_subcommand("grants", "Print the statements that make the database account");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_option("--source", options->source, "Only this source");
    command->add_option("--account", options->account, "Name of the account")
        ->capture_default_str();
    command->callback([options, &chosen] { chosen = [options] { return grants(*options); }; });
}

} // namespace congto::agent
