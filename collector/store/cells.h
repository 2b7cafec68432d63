// The counts behind every rate.
#pragma once

#include "collector/store/cell_class.h"
#include "collector/store/flag_class.h"
#include "collector/store/traces.h"
#include "proto/model/time.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::store {

using UnitId = std::int64_t;

// Both ends included. `from` after `to` is the caller's fault.
struct Period {
    model::Day from;
    model::Day to;

    bool operator==(const Period&) const = default;
};

struct SourceVerification;

// What a count is asked for. Codes are as observed (body) or canonical (procedure). Body and
// procedure together: whole months only.
struct Scope {
    std::optional<UnitId> unit;
    std::optional<std::string> body;
    std::optional<std::string> procedure;
};

enum class Grouping : std::uint8_t { nothing, unit, body, procedure };

struct CellCount {
    CellClass cls;
    std::int64_t count = 0; // dossiers; never 0
};

struct CellGroup {
    UnitId unit = 0;               // 0 when grouping by nothing over all units
    std::string code;              // body or procedure code when grouped by it
    std::vector<CellCount> counts; // by class, ascending
    // When not 0: the unit whose sources hold these, where they may be shown under another.
    UnitId held_by = 0;

    UnitId holder() const { return held_by == 0 ? unit : held_by; }
};

// Both ends included.
struct MonthSpan {
    model::Month from;
    model::Month to;

    bool operator==(const MonthSpan&) const = default;
};

// Dossiers that are the same to every detector.
struct FlagCell {
    UnitId unit = 0;
    model::Month month;         // received
    std::string_view body;      // code, as observed
    std::string_view procedure; // canonical code
    FlagClass cls;
    std::int64_t count = 0; // never 0
};
using FlagVisitor = std::function<void(const FlagCell&)>;

// Reads cells in one snapshot. A value of one thread; made by Reader::cells().
class Cells {
public:
    virtual ~Cells() = default;

    // Groups with at least one dossier, ordered by unit, then code. Withdrawn standings included.
    // Procedures are grouped and asked for by canonical code. Throws runtime::BadSettings: body and
    // procedure together over anything but whole months.
    virtual std::vector<CellGroup> counts(Basis basis, const Scope& scope, const Period& period,
                                          Grouping grouping) const = 0;

    // Open dossiers (received, not settled, not refused) received on or before `received_to`, with
    // a due day on or after `due_from`. No due day: not counted. No withdrawn ones.
    virtual std::vector<CellGroup> open_not_due(const Scope& scope, model::Day received_to,
                                                model::Day due_from, Grouping grouping) const = 0;

    // Dossiers that belong to the basis by their status (received: all but 1 and 3; settled: 7, 9,
    // 10) without a day on it: undated.
    virtual std::vector<CellGroup> undated(Basis basis, const Scope& scope,
                                           Grouping grouping) const = 0;

    // The received population of whole months, withdrawn standings and channels that are in no rate
    // included. Ordered by unit, then month; undated dossiers are in none.
    virtual void flags(const Scope& scope, const MonthSpan& months,
                       const FlagVisitor& visit) const = 0;

    // Dossiers of the unit opened in the month of which a fingerprint is known, each once, by id.
    // None: nobody tells any, or they were erased.
    virtual void fingerprinted(UnitId unit, model::Month opened,
                               const FingerprintVisitor& visit) const = 0;
    // What they came to where they were erased: cells of the unit's dossiers opened in the month.
    virtual void frozen_persons(UnitId unit, model::Month opened,
                                const FrozenVisitor& visit) const = 0;
    // Fingerprints of months up to this one were erased; none: nothing ever was.
    virtual std::optional<model::Month> fingerprints_erased_through() const = 0;
    // By unit, source, day and body. A day or body without: its codes are not known to be numbered.
    virtual void sequences(const std::optional<UnitId>& unit, const Period& opened,
                           const SequenceVisitor& visit) const = 0;

    // Of every source of every unit, by unit, then source name, over days opened.
    virtual std::vector<SourceVerification> verifications(const Period& opened) const = 0;

    // The first day with a dossier on the basis; none: the store is empty.
    virtual std::optional<model::Day> first_day(Basis basis) const = 0;
};

// How much of a source's days was verified by reconciliation.
struct SourceVerification {
    UnitId unit = 0;
    std::string source;
    std::int64_t days = 0; // opened: with dossiers here, or claimed
    std::int64_t days_verified = 0;
    // Dossiers and rows in quarantine of these days, by the last claim or by what is here.
    std::int64_t in_source = 0;
    std::int64_t verified = 0; // dossiers of verified days
    std::int64_t held = 0;     // dossiers the source no longer shows that wait for an operator
    std::int64_t shadowed = 0; // shown or held, but counted by a source that stands before it
    std::optional<model::Day> last_verified;
    std::optional<model::Instant> verified_since; // the oldest claim of a verified day

    bool operator==(const SourceVerification&) const = default;
};

// What the store knows about how much of a source it holds.
struct SourceHolding {
    UnitId unit = 0;
    std::string source;        // name given by the agent
    std::int64_t dossiers = 0; // shown by this source, here
    std::int64_t mapped = 0;   // the agent's index, by its last Progress
    std::int64_t quarantined = 0;
    std::optional<std::int64_t> unread; // rows not read yet; none: not known
    // Sequence numbers assigned but not durable here, of the spool of this number: several sources
    // may be read by one, and each says it of all.
    std::int64_t unsent = 0;
    std::int64_t spool = 0;
    bool caught_up = false;
    model::Instant known_at;
};

} // namespace congto::store
