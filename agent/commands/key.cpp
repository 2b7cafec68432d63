#include "agent/commands/commands.h"
#include "agent/commands/settings.h"
#include "proto/model/pseudonym.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    std::filesystem::path file; // empty: the one the settings name
};

constexpr const char* kHelp =
    R"(The unit's key turns dossier codes into pseudonyms and never leaves the unit. Keep a copy in a safe
place: with another key the unit's dossiers are others, and the collector refuses them. A second
agent of the same unit needs the same key.

  congto-agent key create                the file that key_file of the settings names
  congto-agent key create --file unit.key
  congto-agent key show-id               tells keys apart, and reveals nothing of them)";

std::filesystem::path file_of(const Options& options)
{
    return options.file.empty() ? read_settings(options.settings).key_file : options.file;
}

std::string id_of(const std::filesystem::path& file)
{
    std::string text;
    for (const std::uint8_t byte : model::UnitKey::from_file(file).id()) {
        constexpr const char* kDigits = "0123456789abcdef";
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

int create(const Options& options)
{
    const std::filesystem::path file = file_of(options);
    model::UnitKey::create_file(file);
    std::cout << "wrote " << file.string() << ", key id " << id_of(file)
              << "; keep a copy of the file in a safe place\n";
    return 0;
}

int show_id(const Options& options)
{
    std::cout << id_of(file_of(options)) << '\n';
    return 0;
}

void add(CLI::App& key, const char* name, const char* what, int (*act)(const Options&),
         Chosen& chosen)
{
    CLI::App* command = key.add_subcommand(name, what);
    auto options = std::make_shared<Options>();
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_option("--file", options->file, "This key file, without settings");
    command->callback(
        [options, act, &chosen] { chosen = [options, act] { return act(*options); }; });
}

} // namespace

void add_key(CLI::App& app, Chosen& chosen)
{
    CLI::App* key = app.add_subcommand("key", "Make the unit's key, or tell which one it is");
    key->require_subcommand(1);
    key->footer(kHelp);
    add(*key, "create", "Make a new key; never writes over one", create, chosen);
    add(*key, "show-id", "Print the key's id", show_id, chosen);
}

} // namespace congto::agent
