// The days of a source, read again and again: so that nothing is missed, and what is gone is found.
#pragma once

#include "agent/reading/day_reading.h"
#include "agent/reading/day_schedule.h"
#include "agent/reading/time_share.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

namespace congto::reading {

// What may be read: all that is due, or only what somebody asked for.
enum class Scope : std::uint8_t { due, asked };

// A value of one thread. Throws Corrupt; whatever else goes wrong is said once and tried again with
// growing pauses, because it must not keep anybody from new rows. Where days are all there is, a
// source that is away and a spool that is full are thrown too: only what one day does is its own.
class Days {
public:
    // Beside a source that is followed.
    explicit Days(const DaySource& source);
    // A source read by days alone, from this day on.
    Days(const DaySource& source, model::Day sweeps_from);

    // Reads on for no longer than `most`, but for the page at hand: what was asked for as fast as
    // it can be read, the rest for a small share of the time.
    void beat(const std::stop_token& stop, std::chrono::milliseconds most, Scope scope);
    // Every day there is, once. Throws what goes wrong.
    void read_every_day(const std::stop_token& stop);

    const DaySchedule& schedule() const { return schedule_; }
    // Why days are not read, for a person; empty: they are.
    const std::string& fault() const { return fault_; }

private:
    void learn();
    bool begin(Scope scope);
    bool hurries() const;
    double share() const;
    DayReading::Step step();
    void tell(const DayReading& over);
    bool is_the_days_own();
    void went_wrong(std::string why);
    void went_well(Kind kind);

    DaySource source_;
    std::string name_;
    DaySchedule schedule_;
    bool sweeps_ = false;
    TimeShare share_;
    std::optional<DayReading> reading_;
    std::chrono::steady_clock::time_point learnt_at_{};
    bool learnt_ = false;

    std::string fault_;
    std::size_t faults_ = 0; // in a row
    bool disbelieves_ = false;
    std::chrono::steady_clock::time_point not_before_{};
    bool missed_said_ = false;
};

} // namespace congto::reading
