// Batches for the tests of this room.
#pragma once

#include "proto/wire/batch.h"

#include <string>

namespace congto::wire::test {

model::Moment civil(const char* day, std::chrono::seconds clock = std::chrono::hours(9));

// One dossier, all of it said.
model::Observation an_observation(std::uint8_t number = 1);

// Two withdrawals, three observations that share codes, one claim.
BatchBody a_body();

// An observation of a decoded batch with its codes put back.
model::Observation observation_at(const DecodedBatch& batch, std::size_t index);

} // namespace congto::wire::test
