// The class of a dossier: everything about it that an indicator may ask for, in 64 bits.
//
// Cells count dossiers by class; an indicator is a pair of predicates over classes. The layout is
// part of the store's edition: bits are added at the top, never moved.
#pragma once

#include "proto/model/observation.h"

#include <compare>
#include <cstdint>

namespace congto::store {

// Which day a dossier counts on.
enum class Basis : std::uint8_t { received = 0, settled = 1 };

// What is known of the dossier's due date against its settlement (settled_at, to the second).
// Settled is status 9, 10 or 7.
enum class Timeliness : std::uint8_t {
    open = 0,        // not settled; the source gives a due time
    on_time = 1,     // settled at or before the due time
    late = 2,        // settled after it
    no_due = 3,      // settled; the source gives no due time
    undated = 4,     // settled by its status, but without the time of it
    open_no_due = 5, // not settled; the source gives no due time
};

// Where the dossier stands for counting, in the order in which one of several sources counts.
enum class Standing : std::uint8_t {
    shown = 0,     // the source shows it
    held = 1,      // the source no longer shows it, and an operator has not agreed: it still counts
    withdrawn = 2, // the source no longer shows it (D12); in no rate
};

// bits  0–3   status (1–10)
// bits  4–6   channel now
// bits  7–9   channel first seen
// bits 10–11  level now
// bits 12–13  level first seen
// bits 14–16  fee
// bits 17–19  result
// bits 20–22  digitised
// bits 23–25  timeliness
// bit  26     standing: withdrawn
// bit  27     assisted entry seen       (official_account)
// bit  28     counter evidence seen     (paper_originals, counter_visit)
// bit  29     unproven payment seen     (no_gateway_transaction)
// bit  30     doubtful entry seen       (the other evidence bits)
// bit  31     seen late: first read over seven days after submission
// bit  32     without a received day
// bit  33     standing: held
struct CellClass {
    std::uint64_t bits = 0;

    auto operator<=>(const CellClass&) const = default;

    model::Status status() const { return static_cast<model::Status>(bits & 15U); }
    model::Channel channel() const { return static_cast<model::Channel>(bits >> 4U & 7U); }
    model::Channel first_channel() const { return static_cast<model::Channel>(bits >> 7U & 7U); }
    model::Level level() const { return static_cast<model::Level>(bits >> 10U & 3U); }
    model::Level first_level() const { return static_cast<model::Level>(bits >> 12U & 3U); }
    model::Fee fee() const { return static_cast<model::Fee>(bits >> 14U & 7U); }
    model::Result result() const { return static_cast<model::Result>(bits >> 17U & 7U); }
    model::Digitised digitised() const { return static_cast<model::Digitised>(bits >> 20U & 7U); }
    Timeliness timeliness() const { return static_cast<Timeliness>(bits >> 23U & 7U); }
    Standing standing() const
    {
        if ((bits & kWithdrawn) != 0) {
            return Standing::withdrawn;
        }
        return (bits & kHeld) != 0 ? Standing::held : Standing::shown;
    }
    bool assisted_seen() const { return (bits >> 27U & 1U) != 0; }
    bool counter_seen() const { return (bits >> 28U & 1U) != 0; }
    bool unproven_payment_seen() const { return (bits >> 29U & 1U) != 0; }
    bool doubtful_seen() const { return (bits >> 30U & 1U) != 0; }
    bool seen_late() const { return (bits >> 31U & 1U) != 0; }
    bool never_received() const { return (bits >> 32U & 1U) != 0; }

    // The same dossier, first seen as `first` was.
    CellClass first_seen_as(CellClass first) const
    {
        constexpr std::uint64_t kSeenFirst = 7ULL << 7U | 3ULL << 12U | 1ULL << 31U;
        return {(bits & ~kSeenFirst) | (first.bits & kSeenFirst)};
    }
    // The same dossier, standing so.
    CellClass standing_as(Standing standing) const
    {
        const std::uint64_t rest = bits & ~(kWithdrawn | kHeld);
        switch (standing) {
        case Standing::shown:
            return {rest};
        case Standing::held:
            return {rest | kHeld};
        case Standing::withdrawn:
            return {rest | kWithdrawn};
        }
        return {rest};
    }

private:
    static constexpr std::uint64_t kWithdrawn = 1ULL << 26U;
    static constexpr std::uint64_t kHeld = 1ULL << 33U;
};

// What was seen of a dossier when it was first read; never changed afterwards.
struct FirstSeen {
    model::Channel channel = model::Channel::unknown;
    model::Level level = model::Level::unknown;
    bool late = false;
};

CellClass class_of(const model::DossierState& state, const FirstSeen& first, Standing standing);
Timeliness timeliness_of(const model::DossierState& state);

} // namespace congto::store
