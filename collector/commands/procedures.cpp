#include "collector/commands/register_command.h"
#include "collector/register/listings.h"

namespace congto::collector {
namespace {

constexpr RegisterWords kWords{
    "The procedure register: which give a result, are eligible, have a fee",
    "The file replaces the whole procedure register. Columns:\n\n"
    "  code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n"
    "  2.000815,Chứng thực bản sao,full,yes,yes,yes,2025-07-01,,\n"
    "  2.000815,Chứng thực bản sao,partial,yes,yes,yes,2025-07-01,,H44\n\n"
    "A line with a unit is of that unit's own list and holds there in place of the national one;\n"
    "the column may be left out. "
    "level: full, partial, information_only. eligible, gives_result, fee: yes, no, or empty for\n"
    "not known. An empty valid_to: still valid.\n\n"
    "  congto-collector procedures import procedures.csv\n"};

runtime::Listing list(SQLite::Database& registers, runtime::Shape shape)
{
    return registers::procedures_listing(registers::read_procedure_register(registers),
                                         registers::read_unit_register(registers), shape);
}

} // namespace

void add_procedures(CLI::App& app, Chosen& chosen)
{
    add_register_command(app, chosen, kWords, registers::kProcedures, list);
}

} // namespace congto::collector
