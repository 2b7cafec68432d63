#include "agent/commands/commands.h"
#include "agent/commands/csv_rows.h"
#include "agent/commands/explaining.h"
#include "config/runtime/failure.h"
#include "config/runtime/row_writer.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    std::vector<std::string> which;
};

constexpr const char* kHelp =
    R"(Translates pseudonyms back to dossier codes, inside the unit, so that a figure can be argued about
row by row. FILE is a list that congto-collector dossiers wrote; a PSEUDONYM has 32 hexadecimal
digits. The row that shows each dossier is read again from its source, and mapped again: the code is
given only if it makes that very pseudonym by the unit's key. The list is written to standard output
with these columns added:

  code                     the dossier code; why_not says why there is none
  row_source, row_key      the row, as the source has it
  raw_channel, now_channel what the row holds now, and what the mapping makes of it; likewise of
                           status, level, fee, result, digitised, body and procedure
  becomes                  an observation, or why it is left out or quarantined

  congto-agent explain h44.csv > h44-with-codes.csv
  congto-agent explain 00004f3a9f1c2b3d4e5f60718293a4b5

A running agent is not disturbed, and none need run. Sources are only read, a row a dossier, no faster
than the settings allow; a running agent has its own allowance beside that. A source that is away keeps
nobody from the rows of others: the list is whole, why_not says so, and the exit status is 69. What is
written holds dossier codes: it stays in the unit.)";

// What is added to a row of the list.
std::vector<runtime::Column> added_columns()
{
    std::vector<runtime::Column> columns;
    for (const char* name : {"code", "why_not", "row_source", "row_key"}) {
        columns.push_back({name, name});
    }
    for (const std::string_view field : mapping::kExplainedFields) {
        for (const char* which : {"raw_", "now_"}) {
            const std::string name = which + std::string(field);
            columns.push_back({name, name});
        }
    }
    columns.push_back({"becomes", "becomes"});
    return columns;
}

runtime::Value text_if(const std::string& text)
{
    return text.empty() ? runtime::Value{} : runtime::Value{text};
}

void add_to(std::vector<runtime::Value>& row, const Translation& found)
{
    row.insert(row.end(), {text_if(found.row.code), text_if(found.why_not), text_if(found.source),
                           text_if(found.row_key)});
    for (std::size_t i = 0; i < std::size(mapping::kExplainedFields); ++i) {
        const bool there = i < found.row.values.size();
        row.push_back(there ? text_if(found.row.values[i].raw) : runtime::Value{});
        row.push_back(there ? text_if(found.row.values[i].word) : runtime::Value{});
    }
    row.push_back(text_if(found.row.becomes));
}

// How it went, for standard error: one line for each reason.
class Outcome {
public:
    void add(const Translation& found) { ++times_[found.why_not]; }

    void say() const
    {
        std::uint64_t all = 0;
        for (const auto& [why, count] : times_) {
            all += count;
        }
        const auto translated = times_.find("");
        std::cerr << all << " dossiers, " << (translated == times_.end() ? 0 : translated->second)
                  << " translated\n";
        for (const auto& [why, count] : times_) {
            if (!why.empty()) {
                std::cerr << count << " not: " << why << '\n';
            }
        }
    }

private:
    std::map<std::string, std::uint64_t> times_;
};

void explain_file(const std::filesystem::path& file, Explaining& explaining, Outcome& outcome)
{
    CsvRows rows(file);
    const auto& heading = rows.heading();
    const auto at = std::find(heading.begin(), heading.end(), "dossier");
    if (at == heading.end()) {
        throw runtime::BadSettings(file.string() + ":1: has no column dossier; is it the CSV of "
                                                   "congto-collector dossiers?");
    }
    const auto column = static_cast<std::size_t>(at - heading.begin());
    runtime::Listing head;
    for (const std::string& name : heading) {
        head.columns.push_back({name, name});
    }
    const auto added = added_columns();
    head.columns.insert(head.columns.end(), added.begin(), added.end());
    runtime::RowWriter writer(std::cout, head, runtime::Shape::csv);
    while (auto row = rows.next()) {
        const auto dossier = parse_pseudonym((*row)[column]);
        if (!dossier) {
            throw runtime::BadSettings(file.string() + ':' + std::to_string(rows.line()) +
                                       ": dossier: \"" + runtime::escaped((*row)[column]) +
                                       "\" is no pseudonym of 32 hexadecimal digits");
        }
        const Translation found = explaining.explain(*dossier);
        outcome.add(found);
        std::vector<runtime::Value> values(row->begin(), row->end());
        add_to(values, found);
        writer.write(values);
    }
}

void explain_ones(const std::vector<std::string>& pseudonyms, Explaining& explaining,
                  Outcome& outcome)
{
    runtime::Listing head;
    head.columns = {{"dossier", "dossier"}};
    const auto added = added_columns();
    head.columns.insert(head.columns.end(), added.begin(), added.end());
    runtime::RowWriter writer(std::cout, head, runtime::Shape::csv);
    for (const std::string& pseudonym : pseudonyms) {
        const Translation found = explaining.explain(parse_pseudonym(pseudonym).value());
        outcome.add(found);
        std::vector<runtime::Value> values{pseudonym};
        add_to(values, found);
        writer.write(values);
    }
}

int explain(const Options& options)
{
    const Settings settings = read_settings(options.settings);
    std::vector<std::string> pseudonyms;
    std::vector<std::string> files;
    for (const std::string& one : options.which) {
        (parse_pseudonym(one) ? pseudonyms : files).push_back(one);
    }
    if (files.size() > 1 || (!files.empty() && !pseudonyms.empty())) {
        throw runtime::BadSettings("give one FILE, or pseudonyms of 32 hexadecimal digits: \"" +
                                   runtime::escaped(files.back()) + "\" is taken for a file");
    }
    runtime::SystemClock clock;
    Explaining explaining(settings, clock);
    Outcome outcome;
    if (files.empty()) {
        explain_ones(pseudonyms, explaining, outcome);
    } else {
        explain_file(files.front(), explaining, outcome);
    }
    outcome.say();
    return explaining.was_away() ? runtime::kExitUnavailable : 0;
}

} // namespace

void add_explain(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("explain", "Translate pseudonyms to dossier codes");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_option("FILE", options->which, "A list of dossiers, or pseudonyms")
        ->required()
        ->type_name("");
    command->callback([options, &chosen] { chosen = [options] { return explain(*options); }; });
}

} // namespace congto::agent
