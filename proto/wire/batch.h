// Batches as values, and as the bytes that are spooled, sent and kept in the ledger.
#pragma once

#include "proto/model/observation.h"
#include "proto/model/sha256.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::wire {

// SHA-256 chain over the bodies of a spool's batches; 32 zero bytes before the first.
using Chain = std::array<std::uint8_t, 32>;

Chain next_chain(const Chain& before, std::string_view body);

// The codes of a body's dossiers of a day, where they count from 1 (congto.v1.DaySequence).
struct DaySequence {
    std::string body;            // code, as observed
    std::uint64_t numbered = 0;  // the highest number seen
    std::uint64_t seen = 0;      // distinct ones
    std::uint64_t in_bursts = 0; // of these

    bool operator==(const DaySequence&) const = default;
};

// The most bodies a claim tells of: it cannot be sent in parts, and stays below the least a
// collector may be set to take of a batch, 64 KiB.
inline constexpr std::size_t kMostSequences = 500;

struct DayClaim {
    model::Day day;
    std::uint64_t mapped = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t left_out = 0;
    std::uint64_t id_sum = 0;
    std::uint64_t digest_sum = 0;
    std::vector<DaySequence> sequences{}; // by body, ascending; none: not known

    bool operator==(const DayClaim&) const = default;
};

// Why the source no longer shows a dossier (congto.v1.RemovalCause).
enum class RemovalCause : std::uint8_t { left_out = 1, absent = 2, forgotten = 3 };

// Judged as a whole by the collector: applied, or held until an operator decides.
struct Removal {
    RemovalCause cause = RemovalCause::absent;
    std::vector<model::DossierId> ids; // at least one

    bool operator==(const Removal&) const = default;
};

// All dossiers of a day that the source shows, of those with after < id <= through.
struct DayList {
    model::Day day;
    std::vector<model::DossierId> ids;       // ascending
    std::optional<model::DossierId> after;   // none: from the day's first
    std::optional<model::DossierId> through; // none: to the day's last

    bool operator==(const DayList&) const = default;
};

// What an agent puts into a batch. Numbered in this order: withdrawals, observations, removals,
// lists, claims.
struct BatchBody {
    std::uint16_t source = 0;
    std::vector<model::DossierId> withdrawals;
    std::vector<model::Observation> observations;
    std::vector<Removal> removals;
    std::vector<DayList> lists;
    std::vector<DayClaim> claims;

    std::size_t size() const
    {
        return withdrawals.size() + observations.size() + removals.size() + lists.size() +
               claims.size();
    }
};

// The most entries a batch may have, and the most ids in all its removals and lists: bounds what a
// receiver holds at once.
inline constexpr std::size_t kMaxEntries = 100'000;

// The most a claim may count of each kind: more than any source has of a day, and few enough that
// the sums over all days of all sources stay within 64 bits.
inline constexpr std::uint64_t kMostOfADay = 1'000'000'000;

// Serialized congto.v1.BatchBody, without the fingerprints of its observations (fingerprints.h has
// those). The same body gives the same bytes. Throws MalformedBatch for what decode would refuse
// whole (no entries, too many, source 0): it must not reach a spool.
std::string encode(const BatchBody& body);

// An observation as it came: codes are indices into the batch's dictionaries.
struct CodedObservation {
    model::DossierId id;
    std::uint32_t body = 0;
    std::uint32_t procedure = 0;
    model::DossierState state;
    model::Instant changed_at;
    model::Fingerprints fingerprints{}; // as far as they were taken (fingerprints.h)
    // False: the observation is rejected by itself. A word has a number this edition does not know
    // (it stands here as the word's first), evidence is seen that is not known, a time is not in
    // the years 1900 to 2199, or a code is longer than 64 bytes, not UTF-8 or holds control
    // characters. An evidence bit this edition does not know is kept as it came.
    bool lawful = true;
};

// What a batch's chain covers of the fingerprints of a month opened.
struct FingerprintsHash {
    model::Month month;
    model::Sha256 hash{};

    bool operator==(const FingerprintsHash&) const = default;
};

struct DecodedBatch {
    std::uint16_t source = 0;
    std::vector<std::string> body_codes;
    std::vector<std::string> procedure_codes;
    std::vector<model::DossierId> withdrawals;
    std::vector<CodedObservation> observations;
    std::vector<Removal> removals;
    std::vector<DayList> lists;
    std::vector<DayClaim> claims;
    std::vector<FingerprintsHash> fingerprints; // by month, ascending

    std::size_t size() const
    {
        return withdrawals.size() + observations.size() + removals.size() + lists.size() +
               claims.size();
    }
};

// Throws MalformedBatch: not a BatchBody, columns of unequal length, ids that are no multiple of 16
// bytes, an index outside its dictionary, a dictionary longer than its columns, source 0 or above
// 65535, a claim or list of a day outside the years 1900 to 2199, a claim that counts more than
// kMostOfADay, one whose sequences do not ascend or do not add up, a hash of fingerprints that is
// of no observation's month, out of order or not 32 bytes, a removal without ids or without a
// cause, a list whose ids do not ascend or lie outside of what it speaks of, or whose ends are of
// another day, no entries, more than kMaxEntries, or more ids than that in removals and lists.
// Throws OtherDigestEdition, which is one too: another digest edition.
DecodedBatch decode(std::string_view bytes);

} // namespace congto::wire
