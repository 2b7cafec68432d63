// How often each day of a source is read from end to end: a pure function of what is known of it.
//
//   asked for │ never read   │ differs            │ today, recent │ open dossiers │ closed
//   at once   │ newest first │ soon, then seldomer │ often         │ daily         │ rarely
#pragma once

#include "agent/spool/standing.h"
#include "proto/model/time.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace congto::reading {

// What makes a day due, the most urgent first.
enum class Tier : std::uint8_t {
    asked,      // by `reconcile`
    never_read, // never read from end to end
    differs,    // the collector's sums were others
    today,
    recent, // the seven days before
    open,   // dossiers are open, rows changed since it was read, or removals are held
    closed
};

std::string_view name_of(Tier tier);

// Time between two readings of a day. Zero: such days are not read.
struct Rhythm {
    std::chrono::milliseconds today{};
    std::chrono::milliseconds recent{};
    std::chrono::milliseconds open{};
    std::chrono::milliseconds closed{};
};

// From end to end: what is gone is found, and the day is claimed.
inline constexpr Rhythm kWholeReadings{std::chrono::hours(6), std::chrono::hours(6),
                                       std::chrono::hours(24), std::chrono::hours(30 * 24)};
// Where nothing is followed: only what is new or changed.
inline constexpr Rhythm kLooks{
    std::chrono::seconds(10), std::chrono::minutes(5), std::chrono::hours(1), {}};
// Before a day that differs is read again: each time it still does the next pause, and then the
// last one for ever. Likewise for a day that cannot be read to its end.
inline constexpr std::chrono::seconds kPauses[]{std::chrono::seconds(5),  std::chrono::minutes(1),
                                                std::chrono::minutes(10), std::chrono::hours(1),
                                                std::chrono::hours(6),    std::chrono::hours(24)};

// The most days take of the time of a source's thread, and so of its load, but for those asked for:
// beside a source that is followed; where days are all there is; and until each was read once, a
// back-fill somebody waits for.
inline constexpr double kShareBeside = 0.05;
inline constexpr double kShareOfSweep = 0.2;
inline constexpr double kShareOfFirstSweep = 0.5;

Tier tier_of(const spool::DayStand& day, model::Instant now);
// By the calendar and its dossiers alone: one of the last four.
Tier calendar_tier_of(const spool::DayStand& day, model::Instant now);

// How long a day of this tier waits; zero: the tier says it otherwise, or such days are not read.
std::chrono::milliseconds wait_of(Tier tier, const Rhythm& rhythm);

// When a day last read then is to be read again; none: never by this rhythm. Closed days come back
// on a day of their own within the rhythm's time, so that they do not all come at once.
std::optional<model::Instant> due_at(model::Day day, Tier tier, std::optional<model::Instant> read,
                                     const Rhythm& rhythm);

// The days to be read, ascending: those known; between two known ones no more than a month apart
// all others too, because a row nobody saw may hide in a day nobody knows; today and the recent
// ones; and all from `first` on, where a source is read by days alone.
std::vector<spool::DayStand> days_to_read(std::vector<spool::DayStand> known, model::Day today,
                                          std::optional<model::Day> first);

} // namespace congto::reading
