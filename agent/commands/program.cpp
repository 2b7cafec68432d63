#include "agent/commands/program.h"

#include "agent/commands/commands.h"
#include "config/runtime/command_line.h"
#include "proto/identity/tls_floor.h"

#include <CLI/CLI.hpp>

namespace congto::agent {
namespace {

constexpr const char* kProgram = "congto-agent";

constexpr const char* kAbout =
    R"(Reads the dossiers of a unit's one-stop systems and sends what it sees to the collector.
It only ever reads, and no name, identity number, phone or address leaves the unit.)";

constexpr const char* kSteps = R"(Steps to set an agent up:
  1. write /etc/congto/agent.toml     a sample is config/agent.toml
  2. congto-agent key create          the unit's key; keep a copy in a safe place
  3. congto-agent enroll LINE         with the line the ministry gave you
  4. congto-agent grants              statements that make its account in the database
  5. congto-agent check               everything that is wrong, at once
  6. congto-agent preview             what would be sent, what is left out and why
  7. congto-agent run                 until stopped; congto-agent status tells how far it is

Beside the service each is run as its account; what another one makes (a key, an identity) keeps it out:
  runuser -u congto-agent -- congto-agent check

Each sub-command explains itself with --help.)";

} // namespace

int run_program(int argc, char** argv)
{
    identity::require_tls_1_3();
    CLI::App app(kAbout, kProgram);
    app.footer(kSteps);
    app.set_version_flag("--version", std::string(kProgram) + " " CONGTO_VERSION);
    app.require_subcommand(1);
    Chosen chosen;
    add_key(app, chosen);
    add_enroll(app, chosen);
    add_grants(app, chosen);
    add_check(app, chosen);
    add_preview(app, chosen);
    add_run(app, chosen);
    add_status(app, chosen);
    add_reconcile(app, chosen);
    add_explain(app, chosen);
    add_source(app, chosen);
    add_spool(app, chosen);
    const auto ended = runtime::status_of_arguments(app, argc, argv);
    return ended ? *ended : chosen();
}

} // namespace congto::agent
