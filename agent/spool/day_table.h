// What the index shows of every day opened, and what is known of the day.
#pragma once

#include "agent/spool/page.h"
#include "agent/spool/query.h"
#include "agent/spool/shown.h"
#include "agent/spool/standing.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace congto::spool {

// Sums of what is shown: wrapping, as a day claim has them.
struct DaySums {
    std::uint64_t dossiers = 0;
    std::uint64_t open = 0;
    std::uint64_t id_sum = 0;
    std::uint64_t digest_sum = 0;

    DaySums& operator+=(const DaySums& other);
    DaySums& operator-=(const DaySums& other);
    bool operator==(const DaySums&) const = default;
};

// Of one row.
DaySums sums_of(const Shown& shown);

// What is known of a day besides its sums.
struct KnownDay {
    DaySums sums;
    std::uint64_t quarantined = 0;
    std::uint64_t left_out = 0;
    std::uint64_t claimed = 0;
    DayStanding verdict = DayStanding::none;
    std::uint64_t asked = 0;
};

class DayTable {
public:
    explicit DayTable(SQLite::Database& database);

    // The index shows this from now on, or no longer: kept in memory until store().
    void add(std::uint16_t source, const Shown& shown);
    void take_away(std::uint16_t source, const Shown& shown);
    // A dossier no row shows any more, its day's count of removals.
    void count_removed(std::uint16_t source, const model::DossierId& dossier);
    // Inside the transaction that changes the index; `assigned` is the last number given in it.
    void store(model::Instant now, std::uint64_t assigned);
    // The transaction was rolled back: nothing moved.
    void forget() { moved_.clear(); }

    std::optional<KnownDay> find(std::uint16_t source, model::Day day);
    std::vector<DayStand> list(std::uint16_t source);
    void ask_for(std::uint16_t source, model::Day from, model::Day to);
    // A reading of the day came to its end. The sums are those of the index itself: that makes good
    // what a damaged row did to them.
    void put(const DayRead& read, const DaySums& sums, std::uint64_t claim, std::uint64_t asked);
    // The same claim, made again.
    void claim_again(std::uint16_t source, model::Day day, std::uint64_t claim);
    // False: no such claim stands, or the day was claimed again since.
    bool note(const DayVerdict& verdict);
    // Of no day of the source a claim stands: each is to be read again.
    void unclaim(std::uint16_t source);
    // Numbers after `durable` were taken back: of days claimed or changed since no claim stands.
    void take_back(std::uint64_t durable);

private:
    struct Move {
        DaySums sums; // wrapping differences
        std::uint64_t removed = 0;
    };
    Move& move_of(std::uint16_t source, const model::DossierId& dossier);

    std::unordered_map<std::uint64_t, Move> moved_; // by source << 32 | day
    Query move_;
    Query find_;
    Query list_;
    Query ask_;
    Query put_;
    Query claim_again_;
    Query note_;
    Query take_back_;
    Query unclaim_;
};

} // namespace congto::spool
