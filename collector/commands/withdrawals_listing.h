// Dossiers held until somebody decides, as what a command prints.
#pragma once

#include "collector/register/unit.h"
#include "collector/store/reader.h"
#include "config/runtime/table.h"

#include <cstdint>
#include <vector>

namespace congto::collector {

enum class By : std::uint8_t { month, day };

// `waiting`: decisions no collector has taken up yet.
runtime::Listing withdrawals_listing(const std::vector<store::HeldDay>& held,
                                     const registers::UnitRegister& units, By by,
                                     std::int64_t waiting);

// "absent" …: why the source no longer shows them.
std::string_view text_of(wire::RemovalCause cause);

} // namespace congto::collector
