// The flag class of a dossier: everything about it that a detector may ask for, in 64 bits.
//
// Table flag_cell counts the dossiers of the received population by flag class, as the other tables
// count them by cell class. The layout is part of the store's edition: bits are added at the top,
// never moved. What nearly always holds or changes little is low, so that most classes are short.
#pragma once

#include "collector/store/cell_class.h"

#include <compare>
#include <cstdint>
#include <optional>

namespace congto::store {

// bits  0–9   evidence the source's mapping can tell (model::Evidence, by its numbers)
// bits 10–12  channel now
// bits 13–15  channel first seen
// bits 16–17  level now
// bits 18–19  level first seen
// bit  20     settled: status 9 or 10
// bit  21     fee paid_online
// bit  22     result by post
// bit  23     seen late: first read over seven days after submission
// bits 24–25  standing
// bits 26–35  evidence seen; ⊆ bits 0–9
struct FlagClass {
    std::uint64_t bits = 0;

    auto operator<=>(const FlagClass&) const = default;

    model::Channel channel() const { return static_cast<model::Channel>(bits >> 10U & 7U); }
    model::Channel first_channel() const { return static_cast<model::Channel>(bits >> 13U & 7U); }
    model::Level level() const { return static_cast<model::Level>(bits >> 16U & 3U); }
    model::Level first_level() const { return static_cast<model::Level>(bits >> 18U & 3U); }
    bool settled() const { return (bits >> 20U & 1U) != 0; }
    bool paid_online() const { return (bits >> 21U & 1U) != 0; }
    bool result_by_post() const { return (bits >> 22U & 1U) != 0; }
    bool seen_late() const { return (bits >> 23U & 1U) != 0; }
    Standing standing() const { return static_cast<Standing>(bits >> 24U & 3U); }
    model::EvidenceBits evidence() const
    {
        return {static_cast<std::uint32_t>(bits & 1023U),
                static_cast<std::uint32_t>(bits >> 26U & 1023U)};
    }
};

// None: the dossier is not in the received population by its status (1, 3), whatever its channel
// and standing.
std::optional<FlagClass> flag_class_of(CellClass cls, const model::EvidenceBits& evidence);

} // namespace congto::store
