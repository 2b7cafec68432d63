// Targets: which rate is to be reached, by whom and when.
#pragma once

#include "collector/register/campaign.h"
#include "collector/register/unit.h"
#include "proto/model/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace congto::registers {

// Nation, provinces and ministries are three populations: a target of one says nothing of another.
// One for provinces is each province's.
enum class Whom : std::uint8_t { nation, provinces, ministries, unit };

inline constexpr std::array kWhom{Whom::nation, Whom::provinces, Whom::ministries, Whom::unit};

std::string_view name_of(Whom whom);

// On whatever basis the rate is: the source of a target rarely says.
struct Target {
    std::string indicator;
    Whom whom = Whom::nation;
    UnitId unit = 0;      // when it is for one unit
    std::string campaign; // empty: of none
    // The campaign's days, when it is a campaign's.
    model::Day valid_from;
    std::optional<model::Day> valid_to; // included; none: until another is set
    std::string rate;                   // at least, in per cent, of parse_rate's form, at most 100

    bool operator==(const Target&) const = default;
    auto order() const { return std::tie(indicator, whom, unit, campaign, valid_from); }
    bool same_thing(const Target& other) const
    {
        return std::tie(indicator, whom, unit, campaign) ==
               std::tie(other.indicator, other.whom, other.unit, other.campaign);
    }
    bool valid_on(model::Day day) const
    {
        return valid_from <= day && (!valid_to || day <= *valid_to);
    }
};

// What a target is asked for.
struct TargetAsked {
    std::string_view indicator;
    model::Day from;
    model::Day to;             // included
    std::string_view campaign; // empty: of none
};

// The register of targets at one moment: immutable.
class TargetRegister {
public:
    TargetRegister() = default;
    explicit TargetRegister(std::vector<Target> targets);

    const std::vector<Target>& all() const { return targets_; }
    // The one that holds on every day asked; of a campaign, the campaign's. Null: none does. A
    // period with two targets has none: neither is the whole period's.
    const Target* of_nation(const TargetAsked& asked) const;
    // The unit's own, in place of its kind's: with one of its own on some of the days alone, none.
    const Target* of_unit(const TargetAsked& asked, const Unit& unit) const;

private:
    const Target* find(const TargetAsked& asked, Whom whom, UnitId unit) const;
    bool has_own_within(const TargetAsked& asked, UnitId unit) const;

    std::vector<Target> targets_;
};

// The targets of a file, in the order of the register: config/targets/README.md says what its
// columns mean. Throws runtime::BadSettings with every fault: an unknown indicator, unit or
// campaign, a rate over 100 %, an end before the beginning, two targets for the same at one time.
std::vector<Target> read_targets(std::string_view content, const std::string& file,
                                 const UnitRegister& units, const CampaignRegister& campaigns);

// Throws runtime::BadSettings with every fault: of `campaigns`, which a file is to make the
// register, one is missing that a target names, or has days on which a target's unit is not.
void require_campaigns_of_targets(const std::vector<Campaign>& campaigns,
                                  const std::vector<Target>& targets, const UnitRegister& units,
                                  const std::string& file);

} // namespace congto::registers
