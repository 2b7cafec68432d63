#include "collector/commands/register_command.h"
#include "collector/register/listings.h"

namespace congto::collector {
namespace {

constexpr RegisterWords kWords{
    "The unit register: provinces and ministries, and when each code was whose",
    "The register ships with the program; import it again to correct or extend it.\n"
    "The file has tabs (or commas) and the columns that 'units list --csv' prints.\n"
    "Every fault is listed with line and column; ids of units never change.\n\n"
    "  congto-collector units list --csv > units.csv\n"
    "  congto-collector units import units.csv\n"};

runtime::Listing list(SQLite::Database& registers, runtime::Shape shape)
{
    return registers::units_listing(registers::read_unit_register(registers), shape);
}

} // namespace

void add_units(CLI::App& app, Chosen& chosen)
{
    add_register_command(app, chosen, kWords, registers::kUnits, list);
}

} // namespace congto::collector
