#include "collector/commands/register_command.h"
#include "collector/register/listings.h"

namespace congto::collector {
namespace {

constexpr RegisterWords kWords{
    "reported", "Figures that units reported of themselves, to stand beside what is measured",
    "The file adds figures; nothing reported is ever changed or removed. Columns:\n\n"
    "  unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
    "  H44,2026-08,end_to_end,,,92.4,report 118/BC,2026-09-05\n\n"
    "from and to may stand instead of month. indicator is one that rates --help lists, or\n"
    "procedures_full or procedures_in_use. numerator and denominator may both be empty; else the\n"
    "rate must be what they give, cut or rounded at its last digit. A correction is a new line\n"
    "with its own reported_on.\n\n"
    "  congto-collector reported import reported.csv\n"};

runtime::Listing list(SQLite::Database& registers, runtime::Shape shape)
{
    return registers::reported_listing(registers::read_reported_figures(registers),
                                       registers::read_unit_register(registers), shape);
}

} // namespace

void add_reported(CLI::App& app, Chosen& chosen)
{
    add_register_command(app, chosen, kWords, registers::import_reported, list);
}

} // namespace congto::collector
