#include "collector/register/reported.h"
#include "collector/register/target.h"
#include "collector/register/unit_field.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <set>

namespace congto::registers {
namespace {

struct Known {
    const UnitRegister& units;
    const CampaignRegister& campaigns;
};

// Its days: the campaign's, or those of the line.
Validity read_days(RowReader& reader, const Target& target, const CampaignRegister& campaigns)
{
    if (target.campaign.empty()) {
        const Validity days{reader.day("from"), reader.day_if("to")};
        if (days.to && *days.to < days.from) {
            reader.fault("to", reader.quoted("to") + " is before from " + reader.quoted("from"));
        }
        return days;
    }
    for (const char* heading : {"from", "to"}) {
        if (!reader.text_if(heading).empty()) {
            reader.fault(heading, "is not empty; a campaign's target has the days of the campaign");
        }
    }
    const Campaign* campaign = campaigns.named(target.campaign);
    if (campaign == nullptr) {
        reader.fault("campaign", reader.quoted("campaign") +
                                     " is no campaign; congto-collector campaigns import comes "
                                     "first");
        return {};
    }
    return {campaign->from, campaign->to};
}

void read_whom(RowReader& reader, Target& target, const Validity& days, const UnitRegister& units)
{
    const std::string whom = reader.text("whom");
    for (const auto word : {Whom::nation, Whom::provinces, Whom::ministries}) {
        if (name_of(word) == whom) {
            target.whom = word;
            return;
        }
    }
    target.whom = Whom::unit;
    if (!whom.empty() && !is_some_unit(units, whom)) {
        reader.fault("whom", reader.quoted("whom") +
                                 " is not nation, provinces, ministries or a unit of the unit "
                                 "register");
    } else if (reader.sound()) {
        target.unit = read_unit_field(reader, "whom", units, days, kEndWithTheUnit);
    }
}

void read_rate(RowReader& reader, Target& target)
{
    target.rate = reader.text("rate");
    const auto rate = parse_rate(target.rate);
    if (target.rate.empty()) {
        return;
    }
    if (!rate) {
        reader.fault("rate", reader.quoted("rate") + " is not a rate in per cent like 92.4");
    } else if (is_over_hundred(*rate)) {
        reader.fault("rate", reader.quoted("rate") + " is over 100 %");
    }
}

Target read_target(RowReader& reader, const Known& known)
{
    Target target;
    target.indicator = reader.text("indicator");
    if (!target.indicator.empty() && !is_indicator_name(target.indicator)) {
        reader.fault("indicator",
                     reader.quoted("indicator") + " is not one of " + all_indicator_names());
    }
    target.campaign = reader.text_if("campaign");
    const Validity days = read_days(reader, target, known.campaigns);
    target.valid_from = days.from;
    target.valid_to = days.to;
    read_rate(reader, target);
    read_whom(reader, target, days, known.units);
    return target;
}

} // namespace

std::vector<Target> read_targets(std::string_view content, const std::string& file,
                                 const UnitRegister& units, const CampaignRegister& campaigns)
{
    const Known known{units, campaigns};
    Sheet sheet(content, file, {{"indicator", "whom", "from", "to", "rate"}, {"campaign"}});
    auto lines =
        read_lines<Target>(sheet, [&](RowReader& reader) { return read_target(reader, known); });
    sort_lines(lines);
    check_overlaps(sheet, lines, "indicator",
                   [](const Target& target) { return "the target of " + target.indicator; });
    sheet.finish();
    return values_of(std::move(lines));
}

void require_campaigns_of_targets(const std::vector<Campaign>& campaigns,
                                  const std::vector<Target>& targets, const UnitRegister& units,
                                  const std::string& file)
{
    std::set<std::string> faults; // said once, however many targets there are
    for (const auto& target : targets) {
        const auto named =
            std::find_if(campaigns.begin(), campaigns.end(), [&](const Campaign& campaign) {
                return campaign.name == target.campaign;
            });
        if (target.campaign.empty()) {
            continue;
        }
        if (named == campaigns.end()) {
            faults.insert(file + ": lacks the campaign \"" + target.campaign +
                          "\", which has targets; import targets without it first");
            continue;
        }
        const Unit* unit = units.with_id(target.unit);
        if (unit != nullptr && !(unit->valid_on(named->from) && unit->valid_on(named->to))) {
            faults.insert(file + ": the campaign \"" + target.campaign + "\" from " +
                          model::text_of(named->from) + " to " + model::text_of(named->to) +
                          " has a target for " + shown_code(*unit) + ' ' + unit->name_vi +
                          ", which is not the same unit on all these days; import targets "
                          "without it first");
        }
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::vector<std::string>(faults.begin(), faults.end()));
    }
}

} // namespace congto::registers
