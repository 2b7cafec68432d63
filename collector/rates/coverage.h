// How far units are metered: how much of their sources the collector holds, and of when that is
// known.
#pragma once

#include "collector/store/cells.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace congto::rates {

enum class Metering : std::uint8_t {
    not_read, // an agent has greeted; nothing of the sources is here, and not all are known to be
              // empty
    read,     // dossiers are here, or the sources were read to their end and have none
};

// Of the units that have a source; others are not metered.
std::map<store::UnitId, Metering> meterings(const std::vector<store::SourceHolding>& holdings);

// Over all sources of a unit.
struct Coverage {
    std::int64_t collected = 0; // dossiers held
    // Dossiers in the sources: mapped by the agents (or held here, where those are more: they came
    // since the agent last said), quarantined, not read yet. Never less than collected. None: an
    // agent has not said.
    std::optional<std::int64_t> in_source;
    std::int64_t unsent = 0; // assigned a number by an agent, not durable here
    // When the agents knew this of their sources, of several the oldest. None: one has not said.
    std::optional<model::Instant> known_at;
    // Of the days of the period, by day opened (what a day's dossiers were received or settled on
    // later days counts with the day they were opened): what is there by the last claim or by what
    // is here, rows in quarantine included, and how much of it reconciliation verified.
    std::int64_t to_verify = 0;
    std::int64_t verified = 0;
    std::int64_t days = 0;
    std::int64_t days_verified = 0;
    std::int64_t disputed = 0; // dossiers held until an operator decides
    // Of these days, shown by a second source of the unit and counted by the first: once.
    std::int64_t shadowed = 0;

    bool operator==(const Coverage&) const = default;
};

// Of a unit; none: of all units. None: of no source of it anything is here or was said.
std::optional<Coverage>
coverage_of(std::optional<store::UnitId> unit, const std::vector<store::SourceHolding>& holdings,
            const std::vector<store::SourceVerification>& verifications = {});

// In per cent, cut: 100.00 only when nothing is missing, in quarantine or not read yet. None: not
// known, or nothing in the source.
std::optional<std::string> percent_of(const Coverage& coverage);

// How much of the period's days is verified, likewise. None: nothing is there to verify.
std::optional<std::string> verified_percent_of(const Coverage& coverage);

// Agents repeat what they know of their sources several times a minute. What is older than this is
// to be shown with its time: the source or its agent is away, and may have moved on since.
inline constexpr std::chrono::hours kOldAfter{1};
bool is_old(model::Instant known_at, model::Instant now);

// Whether the agent of a source has said anything of it yet.
bool has_said(const store::SourceHolding& holding);

} // namespace congto::rates
