// Which source of a unit counts first, and what counts by which, as `sources` prints it.
#pragma once

#include "collector/register/unit.h"
#include "collector/store/reader.h"
#include "config/runtime/table.h"

#include <cstdint>
#include <vector>

namespace congto::collector {

// `waiting`: decisions no collector has taken up yet.
runtime::Listing sources_listing(const std::vector<store::SourcePlace>& places,
                                 const registers::UnitRegister& units, std::int64_t waiting);

} // namespace congto::collector
