#include "collector/register/campaign.h"

#include "collector/register/read_lines.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace congto::registers {
namespace {

bool earlier(const Campaign& one, const Campaign& other)
{
    return std::tie(one.from, one.name) < std::tie(other.from, other.name);
}

Campaign read_campaign(RowReader& reader)
{
    Campaign campaign;
    campaign.name = reader.text("name");
    campaign.from = reader.day("from");
    campaign.to = reader.day("to");
    campaign.text = reader.text_if("text");
    if (reader.sound() && campaign.to < campaign.from) {
        reader.fault("to", reader.quoted("to") + " is before from " + reader.quoted("from"));
    }
    return campaign;
}

} // namespace

CampaignRegister::CampaignRegister(std::vector<Campaign> campaigns)
    : campaigns_(std::move(campaigns))
{
    std::sort(campaigns_.begin(), campaigns_.end(), earlier);
}

const Campaign* CampaignRegister::named(std::string_view name) const
{
    const auto found = std::find_if(campaigns_.begin(), campaigns_.end(),
                                    [&](const Campaign& one) { return one.name == name; });
    return found == campaigns_.end() ? nullptr : &*found;
}

std::vector<Campaign> read_campaigns(std::string_view content, const std::string& file)
{
    Sheet sheet(content, file, {{"name", "from", "to", "text"}, {}});
    auto lines = read_lines<Campaign>(sheet, read_campaign);
    std::map<std::string_view, int> line_of;
    for (const auto& [campaign, row] : lines) {
        const auto [first, fresh] = line_of.emplace(campaign.name, row->line);
        if (!fresh) {
            RowReader reader(sheet, *row);
            reader.fault("name", reader.quoted("name") + " is also on line " +
                                     std::to_string(first->second));
        }
    }
    sheet.finish();
    auto campaigns = values_of(std::move(lines));
    std::sort(campaigns.begin(), campaigns.end(), earlier);
    return campaigns;
}

} // namespace congto::registers
