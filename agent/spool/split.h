// A batch in parts: the same entries with the same numbers.
#pragma once

#include "agent/spool/standing.h"
#include "proto/wire/fingerprints.h"

#include <cstddef>
#include <vector>

namespace congto::spool {

struct BatchPart {
    wire::EncodedBatch batch;
    std::size_t entries = 0;
};

// Batches of at most `bytes`, what is beside their bodies included, in the order of their numbers;
// a part of one entry is as large as that is. Throws MalformedBatch: it is no batch.
std::vector<BatchPart> split(const SpooledBatch& batch, std::size_t bytes);

} // namespace congto::spool
