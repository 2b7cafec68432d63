#include "collector/register/target.h"

#include <algorithm>

namespace congto::registers {

std::string_view name_of(Whom whom)
{
    switch (whom) {
    case Whom::nation:
        return "nation";
    case Whom::provinces:
        return "provinces";
    case Whom::ministries:
        return "ministries";
    case Whom::unit:
        return "unit";
    }
    return "";
}

TargetRegister::TargetRegister(std::vector<Target> targets) : targets_(std::move(targets))
{
    std::sort(targets_.begin(), targets_.end(),
              [](const auto& one, const auto& other) { return one.order() < other.order(); });
}

const Target* TargetRegister::find(const TargetAsked& asked, Whom whom, UnitId unit) const
{
    const auto found = std::find_if(targets_.begin(), targets_.end(), [&](const Target& target) {
        const bool holds =
            !asked.campaign.empty() || (target.valid_on(asked.from) && target.valid_on(asked.to));
        return holds && target.indicator == asked.indicator && target.whom == whom &&
               target.unit == unit && target.campaign == asked.campaign;
    });
    return found == targets_.end() ? nullptr : &*found;
}

// On some of the days asked: then its kind's holds on the others alone, and neither on all.
bool TargetRegister::has_own_within(const TargetAsked& asked, UnitId unit) const
{
    return std::any_of(targets_.begin(), targets_.end(), [&](const Target& target) {
        return target.indicator == asked.indicator && target.whom == Whom::unit &&
               target.unit == unit && target.campaign == asked.campaign &&
               target.valid_from <= asked.to &&
               (!target.valid_to || asked.from <= *target.valid_to);
    });
}

const Target* TargetRegister::of_nation(const TargetAsked& asked) const
{
    return find(asked, Whom::nation, 0);
}

const Target* TargetRegister::of_unit(const TargetAsked& asked, const Unit& unit) const
{
    const Target* own = find(asked, Whom::unit, unit.id);
    if (own != nullptr || has_own_within(asked, unit.id)) {
        return own;
    }
    return find(asked, unit.kind == UnitKind::province ? Whom::provinces : Whom::ministries, 0);
}

} // namespace congto::registers
