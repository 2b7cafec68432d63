#include "agent/commands/commands.h"
#include "agent/commands/preview_rows.h"
#include "agent/commands/settings.h"
#include "agent/mapping/cursor_order.h"
#include "agent/source/sql.h"
#include "config/runtime/failure.h"
#include "config/runtime/json.h"
#include "proto/model/pseudonym.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <random>
#include <sstream>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path config = kDefaultConfig;
    std::string source;
    std::string after;
    std::size_t shown = 20;
    std::size_t read = 5000;
    bool as_json = false;
};

constexpr const char* kHelp =
    R"(Reads rows of a source and shows what they become: the observations as they would be sent, which
rows were left out by which rule, which are quarantined and why, and every value that has no word,
with its count. Sends nothing, stores nothing, needs no collector. A dossier is shown by the day it
was opened and the beginning of its pseudonym; nothing personal is ever shown.

  congto-agent preview --settings agent.toml
  congto-agent preview --source onestop --rows 50 --read 100000
  congto-agent preview --after "2026-09-01 00:00:00" --json)";

// Before the unit's key is made, any key will do to look at a mapping.
model::UnitKey key_for_preview(const std::filesystem::path& file)
{
    if (std::filesystem::exists(file)) {
        return model::UnitKey::from_file(file);
    }
    std::cerr << "note: no unit key at " << file.string()
              << " yet: these pseudonyms are not those that will be sent\n";
    std::random_device random;
    std::array<std::uint8_t, 32> bytes{};
    for (std::uint8_t& byte : bytes) {
        byte = static_cast<std::uint8_t>(random());
    }
    return model::UnitKey(bytes);
}

// A source read by days alone: its newest days, back for a year at most.
void read_days(source::Source& source, mapping::Mapping& mapping, const Options& options,
               model::UnitKey& key, PreviewRows& rows)
{
    const model::Day today = model::day_of(runtime::SystemClock().now());
    for (int back = 0; back <= 366 && rows.read() < options.read; ++back) {
        const std::string day = model::text_of(model::Day{today.number - back});
        const source::Page page = source.read_day(day, "", options.read - rows.read());
        mapping.bind(page.columns);
        for (const auto& row : page.rows) {
            rows.add(mapping, row, key);
        }
    }
}

PreviewRows read_rows(const source::SqlSettings& settings, const mapping::KnownAccounts& accounts,
                      const Options& options, model::UnitKey& key)
{
    mapping::Mapping mapping = mapping::Mapping::from_file(settings.mapping, accounts);
    const source::Queries& queries = mapping.queries_of(settings);
    runtime::SystemClock clock;
    const auto source = source::open_sql(settings, queries, clock);

    PreviewRows rows(options.shown);
    if (queries.page.empty()) {
        read_days(*source, mapping, options, key, rows);
        return rows;
    }
    source::Position after;
    if (!options.after.empty()) {
        after = {options.after, queries.start.key};
    }
    mapping::CursorOrder order(mapping, after);
    while (rows.read() < options.read) {
        const std::size_t limit = std::min(settings.page, options.read - rows.read());
        const source::Page page = source->read(after, limit);
        mapping.bind(page.columns);
        for (const auto& row : page.rows) {
            after = mapping.position_of(row);
            if (const auto fault = order.fault_of(after)) {
                throw runtime::Unavailable("source " + settings.name + ": " + *fault);
            }
            rows.add(mapping, row, key);
        }
        if (page.rows.size() < limit) {
            break;
        }
    }
    return rows;
}

void print_table(const std::string& source, const PreviewRows& rows)
{
    std::cout << "source " << source << ": " << rows.account() << "\n\n";
    runtime::print(std::cout, rows.observations(runtime::Shape::table), runtime::Shape::table);
    const runtime::Listing findings = rows.findings();
    if (!findings.rows.empty()) {
        std::cout << '\n';
        runtime::print(std::cout, findings, runtime::Shape::table);
    }
}

std::string json_of(const std::string& source, const PreviewRows& rows)
{
    std::ostringstream out;
    out << "{\"source\": " << runtime::json_string(source) << ", " << rows.account_json()
        << ",\n\"observations\": ";
    runtime::print(out, rows.observations(runtime::Shape::json), runtime::Shape::json);
    out << ",\"findings\": ";
    runtime::print(out, rows.findings(), runtime::Shape::json);
    out << "}";
    return out.str();
}

std::vector<source::SqlSettings> chosen_sources(const Settings& settings, const std::string& only)
{
    std::vector<source::SqlSettings> chosen;
    for (const source::SqlSettings& one : settings.sources) {
        if (only.empty() || one.name == only) {
            chosen.push_back(one);
        }
    }
    if (chosen.empty()) {
        throw runtime::BadSettings("--source: there is no source \"" + only + "\"");
    }
    return chosen;
}

int preview(const Options& options)
{
    const Settings settings = read_settings(options.config);
    model::UnitKey key = key_for_preview(settings.key_file);
    const auto accounts = mapping::read_accounts(settings.accounts);
    std::string json;
    for (const source::SqlSettings& one : chosen_sources(settings, options.source)) {
        const PreviewRows rows = read_rows(one, accounts, options, key);
        if (options.as_json) {
            json += (json.empty() ? "" : ",\n") + json_of(one.name, rows);
        } else {
            print_table(one.name, rows);
        }
    }
    if (options.as_json) {
        std::cout << "[" << json << "]\n";
    }
    return 0;
}

} // namespace

void add_preview(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("preview", "Show rows as they would be sent");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->config, "The agent's settings")
        ->capture_default_str();
    command->add_option("--source", options->source, "Only this source");
    command->add_option("--rows", options->shown, "Observations shown")->capture_default_str();
    command->add_option("--read", options->read, "Rows read and counted")->capture_default_str();
    command->add_option("--after", options->after,
                        "Read from this cursor on, written as the source writes it");
    command->add_flag("--json", options->as_json, "One JSON array, for programs");
    command->callback([options, &chosen] { chosen = [options] { return preview(*options); }; });
}

} // namespace congto::agent
