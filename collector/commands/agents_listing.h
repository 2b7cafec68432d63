// Where sources and their agents stand, as `agents` prints it.
#pragma once

#include "collector/register/unit.h"
#include "collector/store/reader.h"
#include "config/runtime/table.h"

#include <vector>

namespace congto::collector {

// What an agent said over an hour before `now` gets a note with its time.
runtime::Listing agents_listing(const std::vector<store::AgentStanding>& agents,
                                const registers::UnitRegister& units, model::Instant now,
                                runtime::Shape shape);

} // namespace congto::collector
