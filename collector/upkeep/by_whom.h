// Who has a whole state copied or made anew: its trail has it.
#pragma once

#include "config/runtime/clock.h"

#include <filesystem>
#include <string>

namespace congto::upkeep {

struct ByWhom {
    std::string actor; // "operator root"
    runtime::Instant at;
};

// Enters what is about to be done to the state, so that nothing is done in silence; an entry whose
// act then failed is the lesser evil. Nothing where there is no such file: a state that is read
// alone has none. Throws runtime::Unavailable.
void enter(const std::filesystem::path& access_file, const ByWhom& by, const std::string& act,
           const std::string& object);

} // namespace congto::upkeep
