// Batches for the tests of this room.
#pragma once

#include "proto/wire/fingerprints.h"

#include <string>

namespace congto::wire::test {

model::Moment civil(const char* day, std::chrono::seconds clock = std::chrono::hours(9));

// One dossier, all of it said.
model::Observation an_observation(std::uint8_t number = 1);

// Two withdrawals, three observations that share codes, one claim.
BatchBody a_body();

// That, with its claim telling the codes of two bodies.
BatchBody a_body_with_sequences();

inline constexpr Salt kSalt{'s', 'a', 'l', 't'};

// That, with two more observations: of its three of February the first two have fingerprints, and
// so has the fourth, of January; of the last, of March, nothing is known.
BatchBody a_fingerprinted_body();

// An observation of a decoded batch with its codes put back.
model::Observation observation_at(const DecodedBatch& batch, std::size_t index);

} // namespace congto::wire::test
