// Fingerprints stand beside a batch's body, which holds their hashes by month opened: a month can
// be erased from a ledger, and its chain stays checkable.
#pragma once

#include "proto/wire/batch.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace congto::wire {

// Random, of one batch: the hashes of erased fingerprints give nothing away. Each month's own is
// made from it.
using Salt = std::array<std::uint8_t, 16>;

struct EncodedBatch {
    std::string body;
    // A serialized congto.v1.Fingerprints for each hash in the body, in their order.
    std::vector<std::string> fingerprints;
};

// As encode(body), with fingerprints. An observation of a day outside the years 1900 to 2199 has
// none.
EncodedBatch encode(const BatchBody& body, const Salt& salt);

// Whether those of a month may be gone: in a ledger, where they are an empty string then.
enum class Erased : std::uint8_t { refused, accepted };

// Gives the observations theirs: `contents` are of the batch's hashes, in their order. Throws
// MalformedBatch: one is missing or too many, not what was hashed, or not as many as observations.
void take_fingerprints(DecodedBatch& batch, const std::vector<std::string>& contents,
                       Erased erased);

} // namespace congto::wire
