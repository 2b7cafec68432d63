// The two small tables of a spool: itself and its sources, held in memory and written with a page.
#pragma once

#include "agent/source/source.h"
#include "agent/spool/accounts.h"
#include "agent/spool/outbox.h"
#include "agent/spool/query.h"
#include "agent/spool/standing.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace congto::spool {

struct SpoolState {
    SpoolId id{};
    Owner owner;
    std::uint32_t digest_edition = 0;
    ChainEnd assigned;
    ChainEnd receipted;
    std::optional<Incarnation> incarnation;
    std::uint64_t split_through = 0;
    std::uint64_t applied = 0;
    std::uint64_t unchanged_there = 0;
    std::uint64_t rejected = 0;
    std::uint64_t taken_back = 0;
    std::string refusal; // why the collector refuses; empty: it does not
};

// A day opened that is being read from end to end.
struct DayReading {
    model::Day day;
    std::uint64_t asked = 0; // times, when it began
    // Where unmet() stands: the last row it gave.
    std::string given_key;
    std::optional<model::DossierId> given;
};

struct SourceState {
    NamedSource named;
    source::Position watermark;
    SourceAccounts accounts;
    ReadingNote note;
    Hindrances hindrances;

    // Of this run, not stored.
    std::uint64_t stand = 0;
    // Rows taken since the source was last written: an overlap that is read again without finding
    // anything must not cost a disk write each time.
    std::uint64_t deferred_rows = 0;
    bool stored_caught_up = false;
    Settles stored_settles = Settles::untold;
    model::Instant noted_at;
    std::optional<DayReading> reading;
    std::string quarantine_given; // key of the last row quarantined() gave

    // Everything is to be read again; what it showed still stands.
    void begin_anew();
    // … and it shows nothing.
    void begin_empty();
};

// What a transaction leaves behind.
struct Next {
    SpoolState spool;
    SourceState source;
};

// All a Greeting says of the spool, and what reading knows of its sources.
Standing standing_of(const SpoolState& state, const std::vector<SourceState>& sources);
std::vector<Progress> progress_of(const SpoolState& state, const std::vector<SourceState>& sources);

class StateTables {
public:
    explicit StateTables(SQLite::Database& database);

    // None: the spool was just made.
    std::optional<SpoolState> load();
    std::vector<SourceState> load_sources();
    void store(const SpoolState& state);
    void store(const SourceState& source);

private:
    Query load_;
    Query load_sources_;
    Query store_;
    Query store_source_;
};

} // namespace congto::spool
