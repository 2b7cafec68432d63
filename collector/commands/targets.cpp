#include "collector/commands/register_command.h"
#include "collector/register/listings.h"

namespace congto::collector {
namespace {

constexpr RegisterWords kWords{
    "Targets: which rate is to be reached, by whom and when",
    "The file replaces the whole register. Columns:\n\n"
    "  indicator,whom,from,to,rate,campaign\n"
    "  end_to_end,provinces,2024-01-01,2024-12-31,30,\n"
    "  online_submission,provinces,,,60,60 days\n\n"
    "whom: nation, provinces, ministries, or a unit's code, whose own target stands in place of\n"
    "that of its kind. rate: at least, in per cent. An empty to: until another is set. Targets of\n"
    "a campaign have its days: leave from and to empty, and import the campaign first.\n\n"
    "  congto-collector targets import --dry-run targets.csv\n"
    "  congto-collector targets import targets.csv\n"};

runtime::Listing list(SQLite::Database& registers, runtime::Shape shape)
{
    return registers::targets_listing(registers::read_target_register(registers),
                                      registers::read_unit_register(registers), shape);
}

} // namespace

void add_targets(CLI::App& app, Chosen& chosen)
{
    add_register_command(app, chosen, kWords, registers::kTargets, list);
}

} // namespace congto::collector
