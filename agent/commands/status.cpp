#include "agent/commands/commands.h"
#include "agent/commands/settings.h"
#include "agent/commands/status_days.h"
#include "agent/commands/status_listings.h"
#include "agent/commands/status_text.h"
#include "agent/uplink/own_certificate.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"

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
run. Says whom the agent's certificate names, until when, and when it is renewed; what waits for a
receipt, what somebody must mend before the collector takes it, and what
became of batches that were set aside; and of each source

  read      how far, and why reading is paused
  horizon   how far back rows are read again, and what right would narrow it
  days      how many are verified or disputed, and why days are not read
  plan      how many are due, for which part of the time, and when the next one is
  sent      what was claimed and removed

Then the rows in quarantine by reason, and every coded value that has no word, with counts. --json
has all of it and more: what became of every row read, and the plan of days by how they wait.

  congto-agent status
  congto-agent status --settings agent.toml --json)";

// The agent's own certificate; a reading that fails is what there is to say of it.
StatusSection certificate_section(const uplink::CollectorSettings& settings, model::Instant now,
                                  const std::string& noted)
{
    StatusSection section{"certificate", "The agent's certificate", {}};
    section.listing.columns = {{"name", "name"},
                               {"until", "until"},
                               {"renewal", "next renewal"},
                               {"alarm_days", "alarm, days"},
                               {"standing", "standing"}};
    const auto text = [](model::Moment moment) { return runtime::Value{model::text_of(moment)}; };
    try {
        if (const auto own = uplink::own_certificate(settings)) {
            const auto alarm = uplink::alarm_of(*own, now);
            section.listing.rows.push_back(
                {own->name, text(own->ends), own->renewal ? text(*own->renewal) : runtime::Value{},
                 alarm ? runtime::Value{std::int64_t{*alarm}} : runtime::Value{},
                 uplink::standing_of(*own, now, noted)});
        }
    } catch (const runtime::BadSettings& bad) {
        section.listing.rows.push_back({{}, {}, {}, {}, std::string(bad.what())});
    }
    return section;
}

std::string standing_in(const StatusSection& section)
{
    return section.listing.rows.empty() ? std::string()
                                        : std::get<std::string>(section.listing.rows[0].back());
}

int status(const Options& options)
{
    const Settings settings = read_settings(options.settings);
    const spool::SpoolReport report = spool::read_report(settings.spool.file);
    const runtime::Instant now = runtime::SystemClock().now();
    std::vector<StatusSection> sections = status_sections(report);
    if (settings.collector.by_file) {
        sections.front().listing.notes.emplace_back(
            "there is no line to the collector ([collector] by_file): what is pending leaves with "
            "congto-agent spool export, and its receipt comes with spool take-receipt");
    }
    sections.push_back(certificate_section(settings.collector, now, report.refusal));
    if (!options.as_json) {
        std::cout << status_text(report, settings, now, standing_in(sections.back()));
        for (const StatusSection& section : sections) {
            if (section.for_people && !section.listing.rows.empty()) {
                std::cout << '\n' << section.title << '\n';
                runtime::print(std::cout, section.listing, runtime::Shape::table);
            }
        }
        return 0;
    }
    for (StatusSection& section : day_sections(report, settings, now)) {
        sections.push_back(std::move(section));
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
