#include "collector/commands/commands.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>

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
  5. congto-collector agents              what came from whom
     congto-collector rates --month 2026-08

Each sub-command explains itself with --help.)";

int run(int argc, char** argv)
{
    CLI::App app(kAbout, kProgram);
    app.footer(kSteps);
    app.set_version_flag("--version", std::string(kProgram) + " " CONGTO_VERSION);
    app.require_subcommand(1);
    congto::collector::Chosen chosen;
    congto::collector::add_init(app, chosen);
    congto::collector::add_check(app, chosen);
    congto::collector::add_run(app, chosen);
    congto::collector::add_agents(app, chosen);
    congto::collector::add_rates(app, chosen);
    congto::collector::add_units(app, chosen);
    congto::collector::add_procedures(app, chosen);
    congto::collector::add_reported(app, chosen);
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
