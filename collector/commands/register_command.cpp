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

int import_file(const std::filesystem::path& register_file, const std::filesystem::path& file,
                const Import& import)
{
    const std::string content = registers::read_whole(file);
    const auto database = registers::open_for_import(register_file);
    const auto imported = import(*database, {content, file.string()}, runtime::SystemClock().now());
    std::cout << file.string() << ": ";
    if (imported.changes_nothing()) {
        std::cout << "nothing new, nothing was changed\n";
    } else {
        std::cout << imported.added << " added, " << imported.changed << " changed, "
                  << imported.removed << " removed, " << imported.unchanged << " unchanged\n";
    }
    for (const std::string& note : imported.notes) {
        std::cout << note << '\n';
    }
    return 0;
}

int print_list(const std::filesystem::path& register_file, List list, runtime::Shape shape)
{
    const auto database = registers::open_for_reading(register_file);
    runtime::print(std::cout, list(*database, shape), shape);
    return 0;
}

} // namespace

RegisterCommand add_register_command(CLI::App& app, Chosen& chosen, const RegisterWords& words,
                                     const Import& import, List list)
{
    auto* both = app.add_subcommand(words.name, words.description)->require_subcommand(1);

    auto* importing = both->add_subcommand("import", "Import a file: all of it, or nothing");
    importing->footer(words.import_footer);
    auto importing_where = add_whereabouts(*importing);
    auto file = std::make_shared<std::filesystem::path>();
    importing->add_option("FILE", *file, "The file, UTF-8")->required()->type_name("");
    importing->callback([&chosen, importing_where, file, import] {
        chosen = [=] {
            return import_file(importing_where->state().register_file(), *file, import);
        };
    });

    auto* listing = both->add_subcommand("list", "Show what the register holds");
    auto listing_where = add_whereabouts(*listing);
    auto shape = add_shape_options(*listing);
    listing->callback([&chosen, listing_where, shape, list] {
        chosen = [=] {
            return print_list(listing_where->state().register_file(), list, shape->shape());
        };
    });
    return {both, importing};
}

} // namespace congto::collector
