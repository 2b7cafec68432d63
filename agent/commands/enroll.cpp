#include "agent/commands/commands.h"
#include "agent/commands/enrolling.h"
#include "agent/commands/settings.h"
#include "config/runtime/failure.h"
#include "proto/model/codes.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace congto::agent {
namespace {

struct Options {
    std::vector<std::string> line; // its words: it may have been folded on its way
    std::filesystem::path settings = kDefaultConfig;
    std::filesystem::path into; // empty: where the settings say
    std::string unit;           // empty: the settings'
    bool replace = false;
    bool names_settings = false;
};

constexpr const char* kHelp =
    R"(LINE is what the ministry hands the unit: ADDRESS/TOKEN/FINGERPRINT, printed by congto-collector
token create. The agent makes its key here, connects to that address, believes only a collector
whose authority has that fingerprint, and gets a certificate for its key. All is kept in one file,
for this agent alone: identity_file of [collector], or identity.pem beside the settings. Later the
agent renews it by itself.

A line that was folded on its way, or that has blanks, quotes or this command around it, is taken as
well. A token is good once and for hours. Interrupted, run it again with the same line. With LINE - the
line is read from standard input, so that the token stands in no list of processes.

Without settings the file is identity.pem in this folder, or what --into says; what to write into
the settings is printed.

  congto-agent enroll collector.example.vn:7401/k7tq…/9f86d0…
  congto-agent enroll -                  the line on standard input
  congto-agent enroll --replace LINE     in the place of an identity that is lost or revoked

Exit status: 0 enrolled; 69 nobody answers at that address, or a file cannot be written; 78 the line
is none or its token is over, another collector answered, or the line is of another unit.)";

// What the settings say that enrolling asks, as far as they go: they may be half written yet.
struct Known {
    std::optional<std::filesystem::path> file; // the settings
    std::string unit;
    uplink::CollectorSettings collector;
};

Known look_at_settings(const Options& options)
{
    std::error_code unseen;
    if (!options.names_settings && !std::filesystem::exists(options.settings, unseen)) {
        return {std::nullopt, options.unit, {}};
    }
    runtime::SettingsFile file(options.settings);
    Settings read = read_settings(file);
    return {options.settings, options.unit.empty() ? read.unit : options.unit, read.collector};
}

std::filesystem::path identity_file(const Options& options, const Known& known)
{
    constexpr const char* kName = "identity.pem";
    if (!options.into.empty()) {
        return options.into;
    }
    if (known.collector.identity_file) {
        return *known.collector.identity_file;
    }
    return known.file ? known.file->parent_path() / kName : std::filesystem::path(kName);
}

// Of what standard input holds; a line has some hundred characters.
constexpr std::size_t kLongest = 4096;

std::string line_of(const Options& options)
{
    std::string line;
    if (options.line != std::vector<std::string>{"-"}) {
        for (const std::string& word : options.line) {
            line += word + '\n';
        }
        return line;
    }
    line.resize(kLongest);
    std::cin.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(std::cin.gcount()));
    if (line.find_first_not_of(" \t\r\n") == std::string::npos) {
        throw runtime::BadSettings("standard input: there is no line");
    }
    return line;
}

// As it is to be written into the settings: by its name where it stands beside them.
std::string written(const std::filesystem::path& identity, const Known& known)
{
    const auto folder = [](const std::filesystem::path& file) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(file)).parent_path();
    };
    return known.file && folder(identity) == folder(*known.file)
               ? identity.filename().string()
               : std::filesystem::weakly_canonical(std::filesystem::absolute(identity)).string();
}

bool goes_another_way(const uplink::CollectorSettings& collector)
{
    return collector.by_file || collector.plaintext || collector.ca_file ||
           collector.certificate_file || collector.key_file;
}

void say(const uplink::Enrolled& enrolled, const std::filesystem::path& identity,
         const Known& known)
{
    std::cout << "enrolled as agent " << enrolled.agent << " of unit " << enrolled.unit
              << ", until " << model::text_of(enrolled.identity.certificate.not_after())
              << "; the identity is in " << identity.string() << '\n';
    const bool is_known =
        known.collector.identity_file == identity && known.collector.address == enrolled.uplink;
    if (!is_known) {
        std::cout << "write into " << (known.file ? known.file->string() : "the agent's settings")
                  << (known.file ? ":\n\n" : " (config/agent.toml is a sample):\n\n");
        if (known.unit != enrolled.unit) {
            std::cout << "unit = \"" << enrolled.unit << "\"\n\n";
        }
        std::cout << "[collector]\naddress = \"" << enrolled.uplink << "\"\nidentity_file = \""
                  << written(identity, known) << "\"\n\n";
        if (goes_another_way(known.collector)) {
            std::cout << "and take out by_file, plaintext, ca_file, certificate_file and key_file "
                         "of [collector]\n";
        }
    }
    std::cout << "next: congto-agent check\n";
}

int enroll_with(const Options& options)
{
    const Known known = look_at_settings(options);
    if (!known.unit.empty() && !model::is_unit_code(known.unit)) {
        throw runtime::BadSettings((options.unit.empty() ? "unit: \"" : "--unit: \"") + known.unit +
                                   "\" is no unit code: H or G and two digits");
    }
    const auto identity = identity_file(options, known);
    runtime::SystemClock clock;
    const auto enrolled =
        enroll({identity, known.unit,
                options.replace ? Enrolling::Place::may_be_taken : Enrolling::Place::must_be_free},
               line_of(options), clock);
    say(enrolled, identity, known);
    return 0;
}

} // namespace

void add_enroll(CLI::App& app, Chosen& chosen)
{
    CLI::App* command =
        app.add_subcommand("enroll", "Get this agent's certificate with the ministry's line");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("LINE", options->line, "The ministry's line; -: read from standard input")
        ->required();
    CLI::Option* settings =
        command->add_option("--settings", options->settings, "The agent's settings")
            ->capture_default_str();
    command->add_option("--into", options->into, "This identity file");
    command->add_option("--unit", options->unit,
                        "Refuse a line of another unit (default: the settings' unit)");
    command->add_flag("--replace", options->replace, "In the place of an identity that is there");
    command->callback([options, settings, &chosen] {
        options->names_settings = settings->count() != 0;
        chosen = [options] { return enroll_with(*options); };
    });
}

} // namespace congto::agent
