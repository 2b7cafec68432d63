// One entry of a batch as a key to sort by: a group is applied in key order, so that neighbours
// share pages, and per dossier in the order it came.
#pragma once

#include "collector/store/cells.h"
#include "proto/model/dossier_id.h"

#include <compare>
#include <cstdint>

namespace congto::store {

class DossierChange {
public:
    // `order` among all of the group; `part` and `entry` say which entry of which batch it is.
    DossierChange(UnitId unit, const model::DossierId& id, std::uint32_t order, std::uint32_t part,
                  std::uint32_t entry)
        : unit_(unit), high_(big_endian(&id.bytes[0])), low_(big_endian(&id.bytes[8])),
          order_(order), part_(part), entry_(entry)
    {
    }

    auto operator<=>(const DossierChange&) const = default;

    UnitId unit() const { return unit_; }
    std::uint32_t part() const { return part_; }
    std::uint32_t entry() const { return entry_; }
    model::DossierId id() const
    {
        model::DossierId id;
        for (std::size_t i = 0; i < 8; ++i) {
            id.bytes[i] = static_cast<std::uint8_t>(high_ >> (56 - 8 * i));
            id.bytes[8 + i] = static_cast<std::uint8_t>(low_ >> (56 - 8 * i));
        }
        return id;
    }

private:
    static std::uint64_t big_endian(const std::uint8_t* bytes)
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            value = value << 8U | bytes[i];
        }
        return value;
    }

    UnitId unit_;
    std::uint64_t high_; // the id as numbers: comparing them is a third of comparing bytes
    std::uint64_t low_;
    std::uint32_t order_;
    std::uint32_t part_;
    std::uint32_t entry_;
};

} // namespace congto::store
