// A batch in the group at work, with its codes as numbers and a count of how its entries came out.
#pragma once

#include "collector/store/code_book.h"
#include "collector/store/dossier_rows.h"
#include "collector/store/spool_book.h"
#include "collector/store/store.h"

#include <cstdint>
#include <vector>

namespace congto::store {

// How the entries of a batch came out: applied + unchanged + rejected = its size.
struct Outcome {
    std::uint64_t applied = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t rejected = 0;
    std::vector<DayVerdict> verdicts; // of its claims, in their order

    void add(const Outcome& more);
};

struct BatchPart {
    const ReadyBatch* batch = nullptr;
    SourceStanding source;
    std::vector<std::uint32_t> bodies;     // by index into the batch's codes; 0: not in use
    std::vector<std::uint32_t> procedures; // as bodies
    Outcome outcome;

    BatchPart(const ReadyBatch& of, const SourceStanding& by, CodeBook& codes);

    // The row the entry asks for; `entry` counts from 0 over withdrawals, then observations.
    DossierRow row_of(std::uint32_t entry) const;
    std::uint64_t sequence_of(std::uint32_t entry) const { return batch->first_sequence + entry; }
    bool is_withdrawal(std::uint32_t entry) const { return entry < batch->withdrawals.size(); }
    const ReadyObservation& observation(std::uint32_t entry) const
    {
        return batch->observations[entry - batch->withdrawals.size()];
    }
};

} // namespace congto::store
