// A batch made ready by whoever received it, so that the one writer only writes.
//
// Decoding, the chain, digests, classes and compression cost several times what the writer's own
// work does; they need nothing of the store and are done on the receiving threads.
#pragma once

#include "collector/store/cell_class.h"
#include "proto/wire/batch.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace congto::store {

// Number of a spool in this store, in the order first greeted: also the epoch of its observations.
using SpoolNumber = std::int64_t;

// Stands for the day of an undated dossier; before every real day.
inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

// Where a dossier counts.
struct CountingDays {
    std::int32_t received = kNoDay;
    std::int32_t settled = kNoDay;
    std::int32_t open_due = kNoDay; // due day, while received and not settled

    bool operator==(const CountingDays&) const = default;
};

CountingDays counting_days(const model::DossierState& state);

struct ReadyObservation {
    model::DossierId id;
    std::uint64_t digest = 0;
    CellClass cls; // shown, and as if first seen now
    model::EvidenceBits evidence;
    CountingDays days;
    std::uint32_t body = 0;      // index into body_codes
    std::uint32_t procedure = 0; // index into procedure_codes
    std::uint32_t packed_at = 0; // its packed state (dossier_row.h) in ReadyBatch::packed_states
    std::uint32_t packed_size = 0;
    std::uint32_t offset = 0; // its sequence number less the batch's first
    bool lawful = true;
};

// Fingerprints that came beside a batch, of one month opened.
struct MonthFingerprints {
    model::Month month;
    std::string content; // a serialized Fingerprints
};

struct ReadyBatch {
    SpoolNumber spool = 0;
    std::uint16_t source = 0; // as the greeting numbered it
    std::uint64_t first_sequence = 0;
    std::uint64_t size = 0; // entries, each with its number
    wire::Chain chain_before{};
    wire::Chain chain{}; // after it: next_chain(chain_before, body)
    model::Instant received_at;
    std::string ledger_payload; // zstd of the BatchBody
    std::vector<std::string> body_codes;
    std::vector<std::string> procedure_codes;
    std::vector<model::DossierId> withdrawals;
    std::vector<ReadyObservation> observations;
    std::vector<wire::Removal> removals;
    std::vector<wire::DayList> lists;
    std::vector<wire::DayClaim> claims;
    std::string packed_states;
    std::vector<model::Fingerprints> fingerprints;      // of each observation; empty: of none
    std::vector<model::Month> months;                   // the body has a hash of fingerprints of
    std::vector<MonthFingerprints> ledger_fingerprints; // as the ledger keeps them

    std::uint64_t last_sequence() const { return first_sequence + size - 1; }
};

// Where the body stands in its spool.
struct BatchPlace {
    SpoolNumber spool = 0;
    std::uint64_t first_sequence = 1;
    wire::Chain chain_before{};
};

// `fingerprints` are those beside the body, one for each hash in it. Throws wire::MalformedBatch.
ReadyBatch make_ready(const BatchPlace& place, std::string_view body, model::Instant received_at,
                      const std::vector<std::string>& fingerprints = {});
// The same of a body that is in a ledger: without the payload, which is there already, and with the
// fingerprints that are left, of any of its months.
ReadyBatch make_ready_again(const BatchPlace& place, std::string_view body,
                            model::Instant received_at,
                            const std::vector<MonthFingerprints>& fingerprints = {});

} // namespace congto::store
