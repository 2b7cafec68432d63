// The store of the collector: what agents sent, what it came to, and the counts.
//
//   greetings ─┐
//   batches   ─┼─► apply(group) ─► one transaction: ledger, dossiers, cells, day sums ─► answers
//   progress  ─┘
//
// Everything of a group or nothing of it is durable when apply returns; answers may be sent then.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/day_standing.h"
#include "collector/store/ready_batch.h"
#include "collector/store/state_directory.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace congto::store {

using Incarnation = std::array<std::uint8_t, 16>; // made with the store; another one: restored
using SpoolId = std::array<std::uint8_t, 16>;

// What came of a day claim.
struct DayVerdict {
    std::uint16_t source = 0; // as batches name it
    model::Day day;
    std::uint64_t sequence = 0; // of the claim
    DayStanding standing = DayStanding::unclaimed;

    bool operator==(const DayVerdict&) const = default;
};

struct SourceGreeting {
    std::uint16_t number = 0; // as batches name it
    std::string name;
    std::array<std::uint8_t, 8> mapping_digest{};
};

// A Greeting whose form was checked and whose unit is known.
struct SpoolGreeting {
    UnitId unit = 0;
    SpoolId spool_id{};
    std::array<std::uint8_t, 16> boot_nonce{};
    std::array<std::uint8_t, 8> key_id{};
    std::vector<SourceGreeting> sources;
    std::uint64_t assigned_sequence = 0;
    wire::Chain assigned_chain{};
    std::uint64_t receipted_sequence = 0;
    wire::Chain receipted_chain{};
    std::optional<Incarnation> incarnation; // of the store that gave the last receipt
    std::string agent_version;
    // Played from a file, long after it was written: its nonce is no start of a program, and an
    // older one is no spool rolled back (proto/README.md).
    bool by_file = false;
};

enum class Resume : std::uint8_t { from_durable, abandon, reread };

// Everything of the spool up to `through` is durable: applied + unchanged + rejected = through.
struct Receipt {
    std::uint64_t through = 0;
    wire::Chain chain{};
    std::uint64_t applied = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t rejected = 0;
    // What came of the day claims of the group it answers; of several receipts the first tells.
    // Lost with it: a claim is made again. And what operators decided of earlier ones.
    std::vector<DayVerdict> verdicts{};

    bool operator==(const Receipt&) const = default;
};

struct Welcomed {
    SpoolNumber spool = 0;
    Incarnation incarnation{};
    Receipt durable; // all that is here of the spool
    Resume resume = Resume::from_durable;
    // Spools that read one of its sources until now; greeting again, they are refused.
    std::vector<SpoolId> superseded;
};

struct GreetingRefused {
    enum class Fault : std::uint8_t {
        key_differs,
        other_unit,
        source_renumbered,
        source_taken,
        source_taken_by_copy, // that went on as a spool of its own: to come again, if it runs
        two_machines, // use copies of this spool: whoever of them is connected is to be refused too
    };
    Fault fault = Fault::key_differs;
    std::string detail; // one sentence for a person
    // Spools whose streams are to end as well; greeting again, they are refused.
    std::vector<SpoolId> cut{};
};

using GreetingAnswer = std::variant<Welcomed, GreetingRefused>;

struct BatchRefused {
    enum class Fault : std::uint8_t { sequence_gap, chain_differs, unknown_source };
    Fault fault = Fault::sequence_gap;
    std::uint64_t expected_sequence = 0;
};

using BatchAnswer = std::variant<Receipt, BatchRefused>;

// What an agent says of a source of its own; the newest replaces the one before.
struct ProgressNote {
    SpoolNumber spool = 0;
    std::uint16_t source = 0;
    model::Instant known_at;
    std::uint64_t mapped = 0;
    std::uint64_t quarantined = 0;
    std::optional<std::uint64_t> unread;
    std::uint64_t assigned_sequence = 0;
    bool caught_up = false;
};

// Batches are applied first, in order, then greetings are answered, which so know of them, progress
// is noted, and decisions take effect.
struct Group {
    std::vector<SpoolGreeting> greetings;
    std::vector<ReadyBatch> batches;
    std::vector<Decision> decisions; // by number; one that took effect already is passed over
    std::vector<ProgressNote> progress;
};

// What a decision changed for an agent that asked nothing: its receipt, with the verdicts.
struct Told {
    SpoolId spool_id{};
    Receipt receipt;
};

struct GroupAnswers {
    std::vector<GreetingAnswer> greetings; // one each, in order
    std::vector<BatchAnswer> batches;      // one each, in order; receipts as after the whole group
    std::vector<Told> told;
};

// The writer: a value of one thread, and the only one that writes or checkpoints its file.
//
// A batch already durable is answered with the receipt it had coming, and changes nothing. A batch
// after a hole is refused, as is one whose chain does not continue the known one; the others of the
// group are not touched by that.
class Store {
public:
    virtual ~Store() = default;

    // Throws Unavailable (disk full, file locked: nothing was applied, the group may be given
    // again) or Corrupt (stop).
    virtual GroupAnswers apply(const Group& group, model::Instant now) = 0;
    // To be called when there is nothing to apply: brings the file up to date with its WAL.
    virtual void rest() = 0;
    virtual Incarnation incarnation() const = 0;
    // Number of the last decision that took effect; 0: none.
    virtual std::int64_t decided_through() const = 0;
};

struct StoreOptions {
    std::uint64_t cache_bytes = 256ULL << 20;
    // The WAL is written back when it holds this much (README.md: how it was measured).
    std::uint64_t checkpoint_bytes = 400ULL << 20;
};

// Makes store.db in an existing directory, whole or not at all. Throws BadSettings: it is there
// already.
void create_store(const StateDirectory& state, model::Instant now);
// Throws Unavailable: there is none, or another collector runs on it. Throws Corrupt: not a store,
// or of a newer edition.
std::unique_ptr<Store> open_store(const StateDirectory& state, const StoreOptions& options = {});

} // namespace congto::store
