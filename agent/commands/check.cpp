#include "agent/commands/check_collector.h"
#include "agent/commands/check_source.h"
#include "agent/commands/check_spool.h"
#include "agent/commands/commands.h"
#include "agent/commands/settings.h"
#include "config/runtime/failure.h"
#include "proto/model/pseudonym.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path config = kDefaultConfig;
    std::filesystem::path mapping;
    std::optional<std::filesystem::path> accounts;
    std::string source;
};

constexpr const char* kHelp =
    R"(Looks at everything the agent needs and reports all that is wrong, each on a line of its own:
faults of the settings, of every mapping and of the register of accounts (file:line), the unit's key, the spool's folder,
free space, edition, owner and sources, each source's connection, what its account may do, queries,
columns, cursors, days, indexes and clock, the agent's certificate (whom it names, until when), and
whether the collector answers, is believed, and takes that certificate; and what it refused when the
agent last ran. Says whether a source can be followed or must be swept, by its engine's plans, and how far back its rows are read again.
Changes nothing and sends nothing.

What an account may read and no query does is told as "more:", and is to be taken away; it keeps
nothing from working.

Exit status: 0 all works; 78 something must be mended; 69 only something outside is away.

  congto-agent check                                 all of /etc/congto/agent.toml
  congto-agent check --settings agent.toml --source onestop
  congto-agent check --mapping my-system.toml        a mapping file by itself)";

// Runs `work`; the faults it throws are complained of.
template <typename Work>
void collect(Complaints& complaints, Work&& work)
{
    try {
        work();
    } catch (const runtime::BadSettings& bad) {
        complaints.faults.insert(complaints.faults.end(), bad.faults().begin(), bad.faults().end());
    }
}

std::optional<spool::Owner> check_owner(const Settings& settings, Complaints& complaints)
{
    std::optional<spool::Owner> owner;
    if (!settings.key_file.empty()) {
        collect(complaints, [&] {
            owner = {settings.unit, model::UnitKey::from_file(settings.key_file).id()};
        });
    }
    return owner;
}

void check_sources(const Settings& all, const std::string& only, Complaints& complaints)
{
    const auto accounts = check_accounts(all.accounts, complaints);
    runtime::SystemClock clock;
    bool is_met = only.empty();
    for (const source::SqlSettings& settings : all.sources) {
        if (only.empty() || settings.name == only) {
            is_met = true;
            check_source(settings, accounts, clock, complaints);
        }
    }
    if (!is_met) {
        complaints.faults.push_back("--source: there is no source \"" + only + "\"");
    }
}

// A source whose settings have faults may lack what is looked at: it is looked at all the same as
// far as it goes, so that every complaint comes at once.
void check_settings(const Options& options, Complaints& complaints)
{
    runtime::SettingsFile file(options.config);
    const Settings settings = read_settings(file);
    const std::vector<std::string> faults = file.faults();
    complaints.faults.insert(complaints.faults.end(), faults.begin(), faults.end());
    const auto owner = check_owner(settings, complaints);
    std::string noted;
    if (!settings.spool.file.empty()) {
        noted = check_spool(settings, owner, complaints);
    }
    check_sources(settings, options.source, complaints);
    check_collector(settings, noted, complaints);
}

int report(const Complaints& complaints)
{
    for (const std::string& note : complaints.notes) {
        std::cout << "note:  " << note << '\n';
    }
    for (const std::string& more : complaints.more) {
        std::cout << "more:  " << more << '\n';
    }
    for (const std::string& fault : complaints.faults) {
        std::cout << "fault: " << fault << '\n';
    }
    for (const std::string& away : complaints.away) {
        std::cout << "away:  " << away << '\n';
    }
    if (!complaints.faults.empty()) {
        std::cout << complaints.faults.size() << " to mend\n";
        return runtime::kExitBadSettings;
    }
    if (!complaints.away.empty()) {
        return runtime::kExitUnavailable;
    }
    if (!complaints.more.empty()) {
        std::cout << "all works; " << complaints.more.size()
                  << " to take away from the accounts of sources\n";
        return 0;
    }
    std::cout << "all is well\n";
    return 0;
}

int check(const Options& options)
{
    Complaints complaints;
    if (!options.mapping.empty()) {
        const auto accounts = check_accounts(options.accounts, complaints);
        read_mapping(options.mapping, accounts, complaints);
        return report(complaints);
    }
    collect(complaints, [&] { check_settings(options, complaints); });
    return report(complaints);
}

} // namespace

void add_check(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("check", "Report everything that is wrong, at once");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->config, "The agent's settings")
        ->capture_default_str();
    command->add_option("--source", options->source, "Only this source");
    CLI::Option* mapping = command->add_option("--mapping", options->mapping,
                                               "Only this mapping file, without settings");
    command
        ->add_option("--accounts", options->accounts,
                     "With --mapping: the unit's register of accounts it asks")
        ->needs(mapping);
    command->callback([options, &chosen] { chosen = [options] { return check(*options); }; });
}

} // namespace congto::agent
