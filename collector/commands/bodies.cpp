#include "collector/commands/register_command.h"
#include "collector/register/listings.h"

namespace congto::collector {
namespace {

constexpr RegisterWords kWords{
    "The register of bodies: whose each code is that dossiers carry, and when",
    "The file replaces the whole register. Columns:\n\n"
    "  code,unit,name_vi,kind,valid_from,valid_to,successor_code\n"
    "  H44.14,H44,Huyện Thanh Thủy,district,2020-07-22,2025-06-30,H44.200\n"
    "  H44.200,H44,Xã Thanh Thủy,commune,2025-07-01,,\n\n"
    "code: as the unit's system writes it. kind: department, district, commune, ward, town,\n"
    "special_zone, other. A body ends with its unit: after a merger it has another line.\n\n"
    "  congto-collector bodies import --dry-run bodies.csv\n"
    "  congto-collector bodies import bodies.csv\n"};

runtime::Listing list(SQLite::Database& registers, runtime::Shape shape)
{
    return registers::bodies_listing(registers::read_body_register(registers),
                                     registers::read_unit_register(registers), shape);
}

} // namespace

void add_bodies(CLI::App& app, Chosen& chosen)
{
    add_register_command(app, chosen, kWords, registers::kBodies, list);
}

} // namespace congto::collector
