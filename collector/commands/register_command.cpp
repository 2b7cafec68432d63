#include "collector/commands/register_command.h"

#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/register/sheet.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

namespace congto::collector {
namespace {

std::string counted(const registers::Imported& imported)
{
    return std::to_string(imported.added) + " added, " + std::to_string(imported.changed) +
           " changed, " + std::to_string(imported.removed) + " removed, " +
           std::to_string(imported.unchanged) + " unchanged";
}

int import_file(const std::filesystem::path& register_file, const std::filesystem::path& file,
                const Import& import)
{
    const std::string content = registers::read_whole(file);
    const auto database = registers::open_for_import(register_file);
    const registers::RegisterFile from{content, file.string()};
    const auto imported =
        registers::import_file(*database, import(from), from, runtime::SystemClock().now());
    std::cout << file.string() << ": "
              << (imported.changes_nothing() ? "nothing new, nothing was changed"
                                             : counted(imported))
              << '\n';
    for (const std::string& note : imported.notes) {
        std::cout << note << '\n';
    }
    return 0;
}

int dry_run(const std::filesystem::path& register_file, const std::filesystem::path& file,
            const Import& import, runtime::Shape shape)
{
    const std::string content = registers::read_whole(file);
    const auto database = registers::open_for_reading(register_file);
    const registers::RegisterFile from{content, file.string()};
    const auto changes = registers::dry_run(*database, import(from), from);
    auto listing = registers::changes_listing(changes);
    listing.notes.push_back(file.string() + ": " + counted(changes.count()) +
                            " if it is imported; nothing was changed");
    runtime::print(std::cout, listing, shape);
    return 0;
}

int print_list(const std::filesystem::path& register_file, List list, runtime::Shape shape)
{
    const auto database = registers::open_for_reading(register_file);
    runtime::print(std::cout, list(*database, shape), shape);
    return 0;
}

CLI::App* add_import(CLI::App& both, Chosen& chosen, const RegisterWords& words,
                     const Import& import)
{
    auto* importing = both.add_subcommand("import", "Import a file: all of it, or nothing");
    importing->footer(words.import_footer);
    auto where = add_whereabouts(*importing);
    auto file = std::make_shared<std::filesystem::path>();
    importing->add_option("FILE", *file, "The file, UTF-8")->required()->type_name("");
    auto dry = std::make_shared<bool>(false);
    auto* only_show = importing->add_flag(
        "--dry-run", *dry, "Check the file and show what it would change; change nothing");
    auto shape = add_shape_options(*importing);
    for (const char* format : {"--json", "--csv"}) {
        importing->get_option(format)->needs(only_show);
    }
    importing->callback([&chosen, where, file, dry, shape, import] {
        chosen = [=] {
            const auto register_file = where->state().register_file();
            return *dry ? dry_run(register_file, *file, import, shape->shape())
                        : import_file(register_file, *file, import);
        };
    });
    return importing;
}

} // namespace

RegisterCommand add_register_command(CLI::App& app, Chosen& chosen, const RegisterWords& words,
                                     const registers::RegisterKind& kind, List list)
{
    return add_register_command(
        app, chosen, words, kind, list,
        [&kind](const registers::RegisterFile&) { return registers::import_of(kind); });
}

RegisterCommand add_register_command(CLI::App& app, Chosen& chosen, const RegisterWords& words,
                                     const registers::RegisterKind& kind, List list,
                                     const Import& import)
{
    auto* both = app.add_subcommand(std::string(kind.name), words.description);
    both->require_subcommand(1);
    auto* importing = add_import(*both, chosen, words, import);
    auto* listing = both->add_subcommand("list", "Show what the register holds");
    auto where = add_whereabouts(*listing);
    auto shape = add_shape_options(*listing);
    listing->callback([&chosen, where, shape, list] {
        chosen = [=] { return print_list(where->state().register_file(), list, shape->shape()); };
    });
    return {both, importing};
}

} // namespace congto::collector
