// What encoding and decoding share. Of this room alone.
#pragma once

#include "proto/model/time.h"
#include "proto/wire/batch.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::v1 {
class BatchBody;
class DayClaim;
class Observations;
} // namespace congto::v1

namespace congto::wire {

inline constexpr std::size_t kIdBytes = 16;

// 0: none; else 1 + zigzag(seconds since the day opened, 00:00 UTC).
std::uint64_t coded_time(const std::optional<model::Moment>& time, model::Day opened);

// How many ids a run of bytes holds. Throws MalformedBatch: a part of one is left over.
std::size_t id_count(std::string_view bytes, std::string_view column);
model::DossierId id_at(std::string_view bytes, std::size_t index);
std::vector<model::DossierId> ids_of(std::string_view bytes, std::string_view column);

// Throws MalformedBatch: see decode.
std::vector<CodedObservation> read_observations(const v1::Observations& columns);

// Throw MalformedBatch: see decode.
std::vector<Removal> read_removals(const v1::BatchBody& message);
std::vector<DayList> read_lists(const v1::BatchBody& message);
// Throws MalformedBatch: what the two above would refuse.
void require_removals(const v1::BatchBody& message);

// Throws MalformedBatch: see decode.
std::vector<FingerprintsHash> read_hashes(const v1::BatchBody& message,
                                          const std::vector<CodedObservation>& observations);
// Adds the hashes to the message; the contents they are of.
std::vector<std::string> add_fingerprints(v1::BatchBody& message,
                                          const std::vector<model::Observation>& observations,
                                          const std::array<std::uint8_t, 16>& salt);
DayClaim claim_of(const v1::DayClaim& message);
void add_claim(v1::BatchBody& message, const DayClaim& claim);

// Throw MalformedBatch.
void require_day(model::Day day, std::string_view of);
void require_entries(std::size_t count);
void require_source(std::uint32_t source);

} // namespace congto::wire
