// What the register knows of a unit's bodies over a period.
#pragma once

#include "collector/rates/answer.h"

#include <string_view>
#include <vector>

namespace congto::rates {

// The facts must outlive it.
class BodiesOver {
public:
    BodiesOver(const Facts& facts, store::UnitId unit, const store::Period& period);

    // As it was on the last day, else as it was last within the period; else of the one unit merged
    // into this one that had a body of the code then. Null: none, or two had.
    const registers::Body* find(std::string_view code) const;

private:
    const registers::Body* last_of(store::UnitId unit, std::string_view code) const;

    const registers::BodyRegister& bodies_;
    store::UnitId unit_;
    store::Period period_;
    std::vector<store::UnitId> merged_;
};

} // namespace congto::rates
