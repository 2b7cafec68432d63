#include "collector/rates/bodies_over.h"

namespace congto::rates {

BodiesOver::BodiesOver(const Facts& facts, store::UnitId unit, const store::Period& period)
    : bodies_(facts.bodies), unit_(unit), period_(period),
      merged_(
          UnitReading(facts.units, facts.bodies, UnitsRead::as_held, period.to).merged_into(unit))
{
}

// Lines are ordered by their first day, and only one holds at a time.
const registers::Body* BodiesOver::last_of(store::UnitId unit, std::string_view code) const
{
    const registers::Body* last = nullptr;
    for (const auto* line : bodies_.lines_of(unit, code)) {
        const bool within =
            line->valid_from <= period_.to && (!line->valid_to || period_.from <= *line->valid_to);
        last = within ? line : last;
    }
    return last;
}

const registers::Body* BodiesOver::find(std::string_view code) const
{
    if (const auto* own = last_of(unit_, code)) {
        return own;
    }
    const registers::Body* found = nullptr;
    for (const auto unit : merged_) {
        if (const auto* of_merged = last_of(unit, code)) {
            if (found != nullptr) {
                return nullptr;
            }
            found = of_merged;
        }
    }
    return found;
}

} // namespace congto::rates
