// The identity of a dossier: pseudonymous, time-ordered, 16 bytes.
#pragma once

#include "proto/model/time.h"

#include <array>
#include <compare>
#include <cstdint>
#include <string>

namespace congto::model {

// Day opened (4 bytes, big-endian days since 1970) followed by the first 12 bytes of
// HMAC-SHA-256(unit key, canonical dossier code). Ordered as bytes, so also by day opened (for days
// not before 1970).
struct DossierId {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const DossierId&) const = default;

    Day opened() const;
    // The first 8 HMAC bytes read little-endian: what day claims sum.
    std::uint64_t sum_part() const;
    // 32 lower-case hexadecimal digits.
    std::string hex() const;
};

} // namespace congto::model
