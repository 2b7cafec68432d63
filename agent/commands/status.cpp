#include "agent/commands/commands.h"
#include "agent/commands/settings.h"
#include "agent/commands/status_days.h"
#include "agent/commands/status_listings.h"
#include "config/runtime/clock.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    bool as_json = false;
};

constexpr const char* kHelp =
    R"(How far reading and sending are, by the spool alone: a running agent is not disturbed, and none need
run. Shows for each source what was read and what became of it, what is not read yet, the rows in
quarantine by reason, every coded value that has no word with its count, what waits for a receipt, what somebody must
mend before the collector takes it, how many of its days are verified, and when days are read again.

  congto-agent status
  congto-agent status --settings agent.toml --json)";

int status(const Options& options)
{
    const Settings settings = read_settings(options.settings);
    const spool::SpoolReport report = spool::read_report(settings.spool.file);
    std::vector<StatusSection> sections = status_sections(report);
    if (settings.collector.by_file) {
        sections.front().listing.notes.emplace_back(
            "there is no line to the collector ([collector] by_file): what is pending leaves with "
            "congto-agent spool export, and its receipt comes with spool take-receipt");
    }
    for (StatusSection& section : day_sections(report, settings, runtime::SystemClock().now())) {
        sections.push_back(std::move(section));
    }
    if (!options.as_json) {
        for (const StatusSection& section : sections) {
            std::cout << section.title << '\n';
            runtime::print(std::cout, section.listing, runtime::Shape::table);
            std::cout << '\n';
        }
        return 0;
    }
    const char* before = "{";
    for (const StatusSection& section : sections) {
        std::cout << before << '"' << section.name << "\": ";
        runtime::print(std::cout, section.listing, runtime::Shape::json);
        before = ",\n";
    }
    std::cout << "}\n";
    return 0;
}

} // namespace

void add_status(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("status", "Tell how far reading and sending are");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_flag("--json", options->as_json, "One JSON object, for programs");
    command->callback([options, &chosen] { chosen = [options] { return status(*options); }; });
}

} // namespace congto::agent
