#include "agent/commands/commands.h"
#include "agent/commands/key_file.h"
#include "agent/commands/settings.h"
#include "config/runtime/failure.h"
#include "config/runtime/own_folder.h"
#include "proto/model/pseudonym.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    std::filesystem::path file;    // empty: the one the settings name
    std::filesystem::path carried; // of export and import
    std::string id;                // import: it must be this key; empty: any
};

using Act = int (*)(const Options&);

constexpr const char* kHelp =
    R"(The unit's key turns dossier codes into pseudonyms. It is made in the unit and never leaves it.

  congto-agent key create                the file that key_file of the settings names
  congto-agent key create --file unit.key
  congto-agent key show-id               tells keys apart, and reveals nothing of them

Keep a copy where the unit keeps its other secrets, away from this machine. Without the key the unit's
dossiers are others: the collector refuses them, and no pseudonym can be translated any more.

All agents of a unit have one key. Carry it to the second one by hand, never by mail:

  congto-agent key export /media/stick/h56.key                         on the first machine
  congto-agent key import /media/stick/h56.key --id 0f1e2d3c4b5a6978   on the second
  shred -u /media/stick/h56.key                                        then

Exit status: 0 done; 78 a file is missing, is there already, is no key or can be read by others.)";

std::filesystem::path file_of(const Options& options)
{
    return options.file.empty() ? read_settings(options.settings).key_file : options.file;
}

int create(const Options& options)
{
    const std::filesystem::path file = file_of(options);
    runtime::require_own_folder(file, "congto-agent key create");
    model::UnitKey::create_file(file);
    std::cout << "wrote " << file.string() << ", key id " << key_id_of(file)
              << "; keep a copy of the file in a safe place\n"
              << "that copy is made by: congto-agent key export FILE; without the key this unit's "
                 "dossiers can never be continued or translated\n";
    return 0;
}

int show_id(const Options& options)
{
    std::cout << key_id_of(file_of(options)) << '\n';
    return 0;
}

int export_key(const Options& options)
{
    const std::string id = copy_key(file_of(options), options.carried);
    std::cout << "wrote " << options.carried.string() << ", key id " << id
              << "; it is the unit's secret: keep it locked away, or carry it to the unit's other "
                 "agent, import it there with --id "
              << id << ", and destroy it\n";
    return 0;
}

int import_key(const Options& options)
{
    const std::filesystem::path file = file_of(options);
    const std::string carried = key_id_of(options.carried);
    if (!options.id.empty() && options.id != carried) {
        throw runtime::BadSettings(options.carried.string() + ": its key id is " + carried +
                                   ", not " + options.id +
                                   ": another unit's key, or an older one; nothing was written");
    }
    std::error_code unseen;
    if (std::filesystem::exists(file, unseen) && key_id_of(file) == carried) {
        std::cout << file.string() << " holds this key already, key id " << carried << '\n';
        return 0;
    }
    runtime::require_own_folder(file, "congto-agent key import");
    copy_key(options.carried, file);
    std::cout << "wrote " << file.string() << ", key id " << carried << "; destroy "
              << options.carried.string() << " unless it is the copy that is kept\n";
    return 0;
}

CLI::App* add(CLI::App& key, const char* name, const char* what, Act act, Chosen& chosen,
              const std::shared_ptr<Options>& options)
{
    CLI::App* command = key.add_subcommand(name, what);
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_option("--file", options->file, "This key file, without settings");
    command->callback(
        [options, act, &chosen] { chosen = [options, act] { return act(*options); }; });
    return command;
}

} // namespace

void add_key(CLI::App& app, Chosen& chosen)
{
    CLI::App* key = app.add_subcommand("key", "Make the unit's key, carry it, or tell which it is");
    key->require_subcommand(1);
    key->footer(kHelp);
    const auto options = std::make_shared<Options>();
    add(*key, "create", "Make a new key; never writes over one", create, chosen, options);
    add(*key, "show-id", "Print the key's id", show_id, chosen, options);
    add(*key, "export", "Copy the key to a file, to be kept or carried", export_key, chosen,
        options)
        ->add_option("FILE", options->carried, "Where to write it")
        ->required();
    CLI::App* import = add(*key, "import", "Take the key of another agent of the unit", import_key,
                           chosen, options);
    import->add_option("FILE", options->carried, "What key export wrote")->required();
    import->add_option("--id", options->id, "Refuse any key but the one with this id");
}

} // namespace congto::agent
