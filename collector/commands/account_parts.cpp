#include "collector/commands/account_parts.h"

#include "collector/access/account.h"
#include "collector/commands/deciding.h"
#include "collector/register/registers.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"
#include "proto/model/time.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

namespace congto::collector {

std::shared_ptr<AccountOptions> add_named(CLI::App& command)
{
    auto options = std::make_shared<AccountOptions>();
    options->where = add_whereabouts(command);
    command.add_option("account", options->name, "Its name")->required()->type_name("NAME");
    return options;
}

void add_role(CLI::App& command, AccountOptions& options)
{
    command
        .add_option("--role", options.role, "operator or ministry: sees all; unit: its own unit")
        ->required()
        ->check(CLI::IsMember({"operator", "ministry", "unit"}))
        ->type_name("ROLE");
    command.add_option("--unit", options.unit, "Whose figures, with --role unit: H44")
        ->type_name("CODE");
}

std::string actor()
{
    return "operator " + who_decides();
}

void check_unit(const AccountOptions& options, std::vector<std::string>& faults)
{
    if (options.role != access::word_of(access::Role::unit)) {
        if (!options.unit.empty()) {
            faults.emplace_back("--unit: belongs to --role unit alone");
        }
        return;
    }
    if (options.unit.empty()) {
        faults.emplace_back("--unit: must say which unit's figures a person of a unit sees: H44");
        return;
    }
    const auto registers = registers::open_for_reading(options.where->state().register_file());
    if (!registers::unit_with_code(*registers, options.unit,
                                   model::day_of(runtime::SystemClock().now()))) {
        faults.push_back("--unit: \"" + runtime::escaped(options.unit) +
                         "\" is no unit of today; congto-collector units list shows them");
    }
}

void throw_unchanged(SQLite::Database& access, const std::string& name, const char* unchanged)
{
    throw runtime::BadSettings(access::account_named(access, name)
                                   ? "account \"" + name + "\" " + unchanged
                                   : "there is no account of that name; congto-collector account "
                                     "list shows them");
}

} // namespace congto::collector
