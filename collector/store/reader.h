// Reads a store, and the registers beside it, without ever writing.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/day_standing.h"
#include "collector/store/imbalances.h"
#include "collector/store/state_directory.h"
#include "proto/wire/batch.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::store {

// Where the spool an agent uses now stands, for `agents`.
struct AgentStanding {
    UnitId unit = 0;
    std::string source;
    std::string spool; // first 8 hexadecimal digits of its id
    std::int64_t spool_number = 0;
    // Two machines use copies of the spool, and are refused until an operator decides.
    std::optional<model::Instant> two_since;
    // Of copies that went on as spools of their own, the other one; empty: both use this one.
    std::string other_spool;
    bool other_is_refused = false;
    std::string agent_version;
    std::optional<model::Instant> receipted_at;
    std::int64_t durable_sequence = 0;
    std::int64_t applied = 0;
    std::int64_t unchanged = 0;
    std::int64_t rejected = 0;
    SourceHolding holding;
};

// A spool that is refused, because two machines use copies of it.
struct RefusedSpool {
    UnitId unit = 0;
    std::int64_t number = 0;
    std::string spool; // as AgentStanding names it
};

// Dossiers held of a day opened of a source.
struct HeldDay {
    SourceOfUnit of;
    std::string source; // its name
    model::Day day;
    std::int64_t held = 0;
    std::int64_t shown = 0;                                // that the source still shows
    wire::RemovalCause cause = wire::RemovalCause::absent; // of the last that were held
    model::Instant since;                                  // …
    bool kept = false;                                     // an operator decided that they stay
};

// Dossiers of a source that count by another one of the unit, which stands before it.
struct Shadow {
    std::string source; // the one that counts
    std::int64_t dossiers = 0;

    bool operator==(const Shadow&) const = default;
};

// How a source stands to the others of its unit. shown + held = counting + shadowed.
struct SourcePlace {
    SourceOfUnit of;
    std::string source;              // its name
    std::int64_t place = 0;          // 1: counts before all others of the unit
    std::int64_t shown = 0;          // dossiers
    std::int64_t held = 0;           // that it no longer shows, until an operator decides
    std::vector<Shadow> shadowed_by; // by the place of the one that counts

    std::int64_t shadowed() const;
    std::int64_t counting() const { return shown + held - shadowed(); }

    bool operator==(const SourcePlace&) const = default;
};

// One read-only connection: a value of one thread. While a Cells of it lives, everything read
// through it is of one snapshot; keep it short, a snapshot holds back the checkpoint.
class Reader {
public:
    // Throws Unavailable: there is no store. Throws Corrupt: not a store, or of a newer edition.
    static Reader open(const StateDirectory& state);
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    ~Reader();

    // Must not outlive the reader.
    std::unique_ptr<Cells> cells() const;
    // By unit, then source name.
    std::vector<SourceHolding> holdings() const;
    // By unit, then source name; the newest spool of each source.
    std::vector<AgentStanding> agents() const;
    // Also those that read no source any more.
    std::vector<RefusedSpool> refused_spools() const;

    // By unit, then place.
    std::vector<SourcePlace> places() const;

    // How many dossiers another source would count, did the unit's sources stand in this order
    // (source_order.h).
    std::int64_t would_reorder(UnitId unit, const std::vector<std::string>& names) const;

    // Equations of the accounts that do not hold (imbalances.h).
    Imbalances spool_imbalances() const;
    Imbalances source_imbalances(std::int64_t after, std::int64_t most) const;
    // How many rows of dossiers have fingerprints, by month opened.
    std::map<model::Month, std::int64_t> fingerprinted_months() const;
    // Those of these months up to `through`, in order, found at once.
    std::vector<model::Month> fingerprinted_through(model::Month through) const;
    // The number of the last decision that took effect; 0: none.
    std::int64_t decided_through() const;
    // By unit, source name and day.
    std::vector<HeldDay> held_days() const;

    // store.db, with register.db attached as `register`: its tables (unit, procedure, reported) are
    // found by their bare names too.
    SQLite::Database& database() const;

private:
    struct Open;
    explicit Reader(std::unique_ptr<Open> open);
    std::unique_ptr<Open> open_;
};

} // namespace congto::store
