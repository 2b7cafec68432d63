// What the spool and the collector know of each other.
#pragma once

#include "agent/source/source.h"
#include "proto/model/time.h"
#include "proto/wire/batch.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace congto::spool {

using SpoolId = std::array<std::uint8_t, 16>;
using Incarnation = std::array<std::uint8_t, 16>;
using KeyId = std::array<std::uint8_t, 8>;
using MappingDigest = std::array<std::uint8_t, 8>;

// Who the spool's dossiers belong to; another owner needs another spool.
struct Owner {
    std::string unit;
    KeyId key_id{};
};

// The digest of no mapping: the source is read no more, and shows nothing. It stays among the
// sources, because its withdrawals and what is said of it name it.
inline constexpr MappingDigest kForgotten{};

// Throws BadSettings: the spool in that file is another unit's, or was made with another key.
void require_owner(const std::filesystem::path& file, const Owner& found, const Owner& given);

struct NamedSource {
    std::uint16_t number = 0;
    std::string name;
    MappingDigest mapping_digest{};

    bool is_forgotten() const { return mapping_digest == kForgotten; }
};

// All a Greeting says of the spool.
struct Standing {
    SpoolId id{};
    Owner owner;
    std::vector<NamedSource> sources;
    std::uint32_t digest_edition = 0;
    std::uint64_t assigned_sequence = 0;
    wire::Chain assigned_chain{};
    std::uint64_t receipted_sequence = 0;
    wire::Chain receipted_chain{};
    std::optional<Incarnation> incarnation;
};

struct SpooledBatch {
    std::uint64_t first_sequence = 0;
    std::uint64_t last_sequence = 0;
    std::string body;
    wire::Chain chain{};
    std::vector<std::string> fingerprints{}; // beside the body
    bool is_whole = true;                    // false: what is beside it is not what was spooled

    // Of the message, nearly.
    std::size_t bytes() const;
};

// What a collector tells a spool to do (congto.v1.Resume).
enum class Verdict : std::uint8_t { resume, abandon, reread };

// A Welcome, as far as it concerns the spool.
struct CollectorStand {
    Verdict verdict = Verdict::resume;
    Incarnation incarnation{};
    std::uint64_t durable_sequence = 0;
    wire::Chain durable_chain{};
};

// What the spool did of it. After anything but `resumed` the spool is another one than was greeted
// with: greet again. rechained: nothing is read again, but what waits goes on from another chain.
enum class Resumed : std::uint8_t { resumed, abandoned, reread, rechained };

// A batch taken out of the way.
struct SetAside {
    std::uint64_t first_sequence = 0;
    std::uint64_t last_sequence = 0;
    std::filesystem::path file; // its body
};

// What the collector found of a day claim (congto.v1.DayStanding).
enum class DayStanding : std::uint8_t { none = 0, verified = 1, differs = 2, disputed = 3 };

struct DayVerdict {
    std::uint16_t source = 0;
    model::Day day;
    std::uint64_t sequence = 0; // the claim's number
    DayStanding standing = DayStanding::none;

    bool operator==(const DayVerdict&) const = default;
};

// Everything up to `through` is durable: applied + unchanged + rejected = through.
struct Receipt {
    std::uint64_t through = 0;
    wire::Chain chain{};
    std::uint64_t applied = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t rejected = 0;
    Incarnation incarnation{}; // of the store that gives it
    std::vector<DayVerdict> verdicts{};
};

// Where a day opened stands: what a plan of readings is made from.
struct DayStand {
    model::Day day;
    std::uint64_t dossiers = 0;              // shown now
    std::uint64_t open = 0;                  // … of these, still to be settled
    model::Instant changed_at;               // what it shows last changed; the epoch: never
    std::optional<model::Instant> read_at;   // its last reading from end to end
    std::uint64_t quarantined = 0;           // rows of that reading
    std::uint64_t left_out = 0;              // … likewise
    std::uint64_t claimed = 0;               // number of the last claim; 0: none
    bool changed = false;                    // something changed after that claim
    DayStanding verdict = DayStanding::none; // of that claim
    std::uint64_t removed = 0; // dossiers its rows show no more, since the spool began
    bool asked = false;        // to be read as soon as may be

    bool operator==(const DayStand&) const = default;
};

// What reading knows of a source. mapped and quarantined are the spool's own.
struct Progress {
    std::uint16_t source = 0;
    model::Instant known_at;
    std::uint64_t mapped = 0;
    std::uint64_t quarantined = 0;
    std::optional<std::uint64_t> unread;
    std::uint64_t assigned_sequence = 0;
    bool caught_up = false;

    bool operator==(const Progress&) const = default;
};

// How far back a source that is followed is read again.
enum class Settles : std::uint8_t {
    untold = 0,
    by_transactions = 1, // to the oldest one still open
    by_overlap = 2       // the engine does not show them
};

// What keeps a source, or its days, from being read, for a person; empty: nothing.
enum class Hindered : std::uint8_t { source, days };
struct Hindrances {
    std::string source;
    std::string days;
};

// What reading says of itself.
struct ReadingNote {
    std::string head_cursor;             // of the last row read; empty: none
    std::optional<std::uint64_t> unread; // rows no pass has read
    bool caught_up = false;
    model::Instant known_at;
    source::Position furthest{}; // no pass has read a row above it
    // Rows of the pass that is under way: read, and above its head.
    std::uint64_t pass_read = 0;
    std::optional<std::uint64_t> pass_unread{};
    Settles settles = Settles::untold;
    std::chrono::milliseconds oldest_transaction{}; // its age; zero: none is open
};

} // namespace congto::spool
