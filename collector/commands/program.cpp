#include "collector/commands/program.h"

#include "collector/commands/commands.h"
#include "config/runtime/command_line.h"

#include <CLI/CLI.hpp>

namespace congto::collector {
namespace {

constexpr const char* kProgram = "congto-collector";

constexpr const char* kAbout =
    R"(Receives what agents see in the units' one-stop systems, counts it, and shows how many dossiers are
really completed online.)";

constexpr const char* kSteps = R"(Steps to set a collector up:
  1. write /etc/congto/collector.toml     a sample is config/collector.toml
  2. congto-collector init                makes the store, with the units that exist
  3. congto-collector check               everything that is wrong, at once
  4. congto-collector run                 until stopped
  5. congto-collector token create --unit H44
                                          the line by which an agent enrols
  6. congto-collector account create lan --role unit --unit H44
                                          a person who sees H44's figures ([http] of the settings)
  7. congto-collector agents              what came from whom
     congto-collector rates --month 2026-08

Beside the service each is run as its account, also init; what another one makes keeps it out:
  runuser -u congto-collector -- congto-collector check

Each sub-command explains itself with --help.)";

} // namespace

int run_program(int argc, char** argv)
{
    CLI::App app(kAbout, kProgram);
    app.footer(kSteps);
    app.set_version_flag("--version", std::string(kProgram) + " " CONGTO_VERSION);
    app.require_subcommand(1);
    Chosen chosen;
    add_init(app, chosen);
    add_check(app, chosen);
    add_run(app, chosen);
    add_token(app, chosen);
    add_agents(app, chosen);
    add_certificates(app, chosen);
    add_account(app, chosen);
    add_api_token(app, chosen);
    add_authority(app, chosen);
    add_audit(app, chosen);
    add_import(app, chosen);
    add_rates(app, chosen);
    add_ranking(app, chosen);
    add_gap(app, chosen);
    add_dossiers(app, chosen);
    add_flags(app, chosen);
    add_indicators(app, chosen);
    add_sources(app, chosen);
    add_withdrawals(app, chosen);
    add_fingerprints(app, chosen);
    add_units(app, chosen);
    add_bodies(app, chosen);
    add_procedures(app, chosen);
    add_campaigns(app, chosen);
    add_targets(app, chosen);
    add_reported(app, chosen);
    add_registers(app, chosen);
    add_verify(app, chosen);
    add_rebuild(app, chosen);
    add_backup(app, chosen);
    add_restore(app, chosen);
    const auto ended = runtime::status_of_arguments(app, argc, argv);
    return ended ? *ended : chosen();
}

} // namespace congto::collector
