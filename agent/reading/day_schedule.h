// Which day of a source is read next.
#pragma once

#include "agent/reading/day_plan.h"

#include <map>
#include <optional>
#include <vector>

namespace congto::reading {

// How a day is read.
enum class Kind : std::uint8_t {
    whole, // from end to end, what is gone asked for, claimed
    look   // its rows, for what is new or changed
};

struct Turn {
    model::Day day;
    Kind kind = Kind::whole;
    bool asked = false; // by `reconcile`: at once, whatever it costs

    bool operator==(const Turn&) const = default;
};

// Asked-for days come first. Then days never read, newest first, by turns with the day that has
// waited for longest, measured by how long it was to wait: when there is more to read than time for
// it, every day waits longer in proportion, and none for ever.
//
// A value of one thread. What is not in the spool is kept here and forgotten at the end: when
// looks were, and how often a day failed.
class DaySchedule {
public:
    // A source read by days alone: looks too, and every day from `from` to today.
    explicit DaySchedule(std::optional<model::Day> sweeps_from = {});

    // All that is known of the source's days at the moment; what is asked for later follows it.
    void learn(std::vector<spool::DayStand> known, model::Instant now);
    // None: nothing is due.
    std::optional<Turn> next();
    std::optional<Turn> next_asked() const;
    // It was read, from then on; a day that still differs waits longer each time.
    void read(const Turn& turn, model::Instant began);
    // It could not be read to its end: it waits longer each time.
    void failed(const Turn& turn);
    // It was read, and what it showed is no claim: looks go on, the whole waits longer each time.
    void disbelieved(const Turn& turn, model::Instant began);

    // Days never read, and all.
    std::size_t never_read() const { return never_read_; }
    const std::vector<spool::DayStand>& days() const { return days_; }
    // Everything of today, of the recent days and of those with open dossiers is known as of then;
    // none: one of them was never read.
    std::optional<model::Instant> known_at() const;

private:
    struct Tried {
        std::optional<model::Instant> read;
        std::optional<model::Instant> looked;
        model::Instant not_before;
        std::size_t pauses = 0; // had in a row
        bool failed = false;
        bool disbelieved = false;
    };
    void pause(Tried& tried) const;
    const Tried* tried(model::Day day) const;
    bool pauses(model::Day day) const;
    bool has_failed_lately(model::Day day, Kind kind) const;
    std::optional<Turn> newest(Tier tier) const;
    std::optional<Turn> most_overdue() const;
    double overdue(std::size_t place, Kind kind) const;
    double overdue_differing(model::Day day) const;
    std::optional<model::Instant> looked_at(const spool::DayStand& day) const;

    std::optional<model::Day> sweeps_from_;
    std::vector<spool::DayStand> days_; // ascending
    std::vector<Tier> tiers_;           // of each
    std::size_t never_read_ = 0;
    model::Instant now_;
    std::map<model::Day, Tried> tried_;
    bool new_ones_turn_ = true;
};

} // namespace congto::reading
