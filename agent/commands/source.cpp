#include "agent/commands/commands.h"
#include "agent/commands/left_sources.h"
#include "agent/spool/spool.h"
#include "config/runtime/failure.h"
#include "proto/model/pseudonym.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    std::string name;
};

constexpr const char* kHelp =
    R"(A one-stop system that was switched off, or that another [[source]] reads now under another name:
take its [[source]] out of the settings, stop the agent, and forget it. Every dossier it showed is
removed; the collector is told when the agent runs again, and judges it: when it takes away much of
what the unit shows, an operator decides. A dossier another source shows too is counted by that one
from then on. Until then the agent does not run: nobody would read the source,
and the unit's figures would keep what it showed last.

  congto-agent source forget onestop

Exit status: 0 forgotten; 69 the agent runs; 78 the settings name the source, or the spool has none
of that name.)";

int forget(const Options& options)
{
    const Settings settings = read_settings(options.settings);
    if (is_named(settings, options.name)) {
        throw runtime::BadSettings("a [[source]] of the settings has the name \"" + options.name +
                                   "\": it would be read again; take it out first");
    }
    if (!std::filesystem::exists(settings.spool.file)) {
        throw runtime::BadSettings(settings.spool.file.string() +
                                   ": is not there, and no source is to be forgotten");
    }
    spool::Spool spool(settings.spool,
                       {settings.unit, model::UnitKey::from_file(settings.key_file).id()});
    const std::uint64_t withdrawn = spool.forget_source(options.name);
    std::cout << "source " << options.name << " is forgotten: " << withdrawn
              << " dossiers are removed, and the collector is told when the agent runs\n";
    return 0;
}

} // namespace

void add_source(CLI::App& app, Chosen& chosen)
{
    CLI::App* source = app.add_subcommand("source", "Remove what a source showed that is gone");
    source->require_subcommand(1);
    source->footer(kHelp);
    CLI::App* command =
        source->add_subcommand("forget", "Remove every dossier of a source; it is read no more");
    auto options = std::make_shared<Options>();
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_option("name", options->name, "The source, by the name it had")->required();
    command->callback([options, &chosen] { chosen = [options] { return forget(*options); }; });
}

} // namespace congto::agent
