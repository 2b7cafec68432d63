// Batches as values, and as the bytes that are spooled, sent and kept in the ledger.
#pragma once

#include "proto/model/observation.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace congto::wire {

// SHA-256 chain over the bodies of a spool's batches; 32 zero bytes before the first.
using Chain = std::array<std::uint8_t, 32>;

Chain next_chain(const Chain& before, std::string_view body);

struct DayClaim
{
    model::Day day;
    std::uint64_t mapped = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t left_out = 0;
    std::uint64_t id_sum = 0;
    std::uint64_t digest_sum = 0;

    bool operator==(const DayClaim&) const = default;
};

// What an agent puts into a batch. Numbered in this order: withdrawals, observations, claims.
struct BatchBody
{
    std::uint16_t source = 0;
    std::vector<model::DossierId> withdrawals;
    std::vector<model::Observation> observations;
    std::vector<DayClaim> claims;

    std::size_t size() const { return withdrawals.size() + observations.size() + claims.size(); }
};

// Serialized congto.v1.BatchBody. The same body gives the same bytes.
std::string encode(const BatchBody& body);

// An observation as it came: codes are indices into the batch's dictionaries.
struct CodedObservation
{
    model::DossierId id;
    std::uint32_t body = 0;
    std::uint32_t procedure = 0;
    model::DossierState state;
    model::Instant changed_at;
    // A field holds a number this edition does not know, or seen evidence that is not known, or a
    // code of unlawful form: the observation is rejected by itself.
    bool lawful = true;
};

struct DecodedBatch
{
    std::uint16_t source = 0;
    std::vector<std::string> body_codes;
    std::vector<std::string> procedure_codes;
    std::vector<model::DossierId> withdrawals;
    std::vector<CodedObservation> observations;
    std::vector<DayClaim> claims;

    std::size_t size() const { return withdrawals.size() + observations.size() + claims.size(); }
};

// Throws MalformedBatch: not a BatchBody, columns of unequal length, an index outside its
// dictionary, another digest edition, or no entries.
DecodedBatch decode(std::string_view bytes);

} // namespace congto::wire
