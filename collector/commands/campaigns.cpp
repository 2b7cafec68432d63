#include "collector/commands/register_command.h"
#include "collector/register/listings.h"

namespace congto::collector {
namespace {

constexpr RegisterWords kWords{
    "Campaigns: days with a name, and targets of their own",
    "The file replaces the whole register. Columns:\n\n"
    "  name,from,to,text\n"
    "  60 days,2025-10-10,2025-12-10,\"60 % submitted online, all digitised\"\n\n"
    "A campaign that targets name cannot be left out: import targets without it first. When its\n"
    "days change, those of its targets do.\n\n"
    "  congto-collector campaigns import --dry-run campaigns.csv\n"
    "  congto-collector campaigns import campaigns.csv\n"};

runtime::Listing list(SQLite::Database& registers, runtime::Shape shape)
{
    return registers::campaigns_listing(registers::read_campaign_register(registers), shape);
}

} // namespace

void add_campaigns(CLI::App& app, Chosen& chosen)
{
    add_register_command(app, chosen, kWords, registers::kCampaigns, list);
}

} // namespace congto::collector
