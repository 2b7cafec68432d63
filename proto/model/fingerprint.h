// Who submitted a dossier and who applied, as a month's fingerprints.
#pragma once

#include <array>
#include <cstdint>

namespace congto::model {

// 6 bytes of HMAC-SHA-256(unit key, month and person): equal for one person within a month and a
// unit, not comparable beyond. Six zero bytes: not known.
using Fingerprint = std::array<std::uint8_t, 6>;

struct Fingerprints {
    Fingerprint submitter{}; // account, phone or device
    Fingerprint applicant{};

    bool operator==(const Fingerprints&) const = default;
    bool any() const { return *this != Fingerprints{}; }
};

} // namespace congto::model
