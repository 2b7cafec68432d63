// The canonical digest of an observation: equal digests, nothing to send.
#pragma once

#include "proto/model/observation.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace congto::model {

// Edition of the canonical encoding. Raised when a field joins it; old editions stay computable.
inline constexpr std::uint32_t kDigestEdition = 1;

// The canonical encoding, edition 1 (proto/README.md has it byte by byte). It covers id, codes and
// state, not changed_at: a row touched without being changed has nothing to say.
std::string canonical_encoding(const DossierId& id, std::string_view body,
                               std::string_view procedure, const DossierState& state);

// First 8 bytes of SHA-256 over the canonical encoding, read little-endian.
std::uint64_t digest(const DossierId& id, std::string_view body, std::string_view procedure,
                     const DossierState& state);
std::uint64_t digest(const Observation& observation);

} // namespace congto::model
