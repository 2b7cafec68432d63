#include "agent/commands/commands.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>

namespace {

constexpr const char* kProgram = "congto-agent";

constexpr const char* kAbout =
    R"(Reads the dossiers of a unit's one-stop systems and sends what it sees to the collector.
It only ever reads, and no name, identity number, phone or address leaves the unit.)";

constexpr const char* kSteps = R"(Steps to set an agent up:
  1. write /etc/congto/agent.toml     a sample is config/agent.toml
  2. congto-agent key create          the unit's key; keep a copy in a safe place
  3. congto-agent check               everything that is wrong, at once
  4. congto-agent preview             what would be sent, what is left out and why
  5. congto-agent run                 until stopped; congto-agent status tells how far it is

Each sub-command explains itself with --help.)";

int run(int argc, char** argv)
{
    CLI::App app(kAbout, kProgram);
    app.footer(kSteps);
    app.set_version_flag("--version", std::string(kProgram) + " " CONGTO_VERSION);
    app.require_subcommand(1);
    congto::agent::Chosen chosen;
    congto::agent::add_key(app, chosen);
    congto::agent::add_check(app, chosen);
    congto::agent::add_preview(app, chosen);
    congto::agent::add_run(app, chosen);
    congto::agent::add_status(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : congto::runtime::kExitUsage;
    }
    return chosen();
}

} // namespace

int main(int argc, char** argv)
{
    return congto::runtime::exit_status_of(kProgram, [&] { return run(argc, argv); });
}
