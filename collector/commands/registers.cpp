#include "collector/register/registers.h"
#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/register/listings.h"
#include "collector/register/register_ledger.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>
#include <memory>
#include <optional>

namespace congto::collector {
namespace {

constexpr const char* kAbout =
    R"(Every import and every decision is an entry of the register ledger: chained by SHA-256, with the
file as it was. So any version of a register can be had back and compared with another.

  congto-collector registers list
  congto-collector registers show 4 > procedures.csv
  congto-collector registers diff 4       what entry 4 changed
  congto-collector registers diff 4 9     what changed since, up to and with entry 9)";

int list(const Whereabouts& where, runtime::Shape shape)
{
    const auto database = registers::open_for_reading(where.state().register_file());
    runtime::print(std::cout,
                   registers::ledger_listing(registers::ledger_entries(*database),
                                             registers::first_broken_entry(*database), shape),
                   shape);
    return 0;
}

int show(const Whereabouts& where, std::int64_t entry)
{
    const auto database = registers::open_for_reading(where.state().register_file());
    std::cout << registers::payload_of(*database, entry);
    return 0;
}

int diff(const Whereabouts& where, const std::vector<std::int64_t>& entries, runtime::Shape shape)
{
    const auto database = registers::open_for_reading(where.state().register_file());
    const auto until = entries.size() > 1 ? std::optional(entries[1]) : std::nullopt;
    runtime::print(
        std::cout,
        registers::changes_listing(registers::changes_since(*database, entries.front(), until)),
        shape);
    return 0;
}

void add_list(CLI::App& registers, Chosen& chosen)
{
    auto* command = registers.add_subcommand("list", "Every entry: when, what, and its chain");
    auto where = add_whereabouts(*command);
    auto shape = add_shape_options(*command);
    command->callback(
        [&chosen, where, shape] { chosen = [=] { return list(*where, shape->shape()); }; });
}

void add_show(CLI::App& registers, Chosen& chosen)
{
    auto* command = registers.add_subcommand("show", "Print the file of an entry, byte by byte");
    auto where = add_whereabouts(*command);
    auto entry = std::make_shared<std::int64_t>(0);
    command->add_option("ENTRY", *entry, "Its number in the list")->required()->type_name("");
    command->callback([&chosen, where, entry] { chosen = [=] { return show(*where, *entry); }; });
}

void add_diff(CLI::App& registers, Chosen& chosen)
{
    auto* command = registers.add_subcommand("diff", "Show what an entry changed in its register");
    auto where = add_whereabouts(*command);
    auto entries = std::make_shared<std::vector<std::int64_t>>();
    command->add_option("ENTRY", *entries, "One entry, or the older and the newer of two")
        ->required()
        ->expected(1, 2)
        ->type_name("");
    auto shape = add_shape_options(*command);
    command->callback([&chosen, where, entries, shape] {
        chosen = [=] { return diff(*where, *entries, shape->shape()); };
    });
}

} // namespace

void add_registers(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("registers", "The register ledger: who changed what, when");
    command->footer(kAbout);
    command->require_subcommand(1);
    add_list(*command, chosen);
    add_show(*command, chosen);
    add_diff(*command, chosen);
}

} // namespace congto::collector
