// Plain numbers that were reported beside rates: dossiers by channel, on time and overdue, and
// procedures. They are kept as they were reported, also where they contradict each other.
#pragma once

#include "collector/register/unit.h"
#include "proto/model/time.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace congto::registers {

// Dossiers: received on_time overdue completed · online at_counter by_post channel_total
// online_on_time online_overdue · fee_dossiers paid_online · result_electronic digitised
// synchronised, each with the denominator the reporter gave it, as result_electronic_of.
// Procedures, which do not add up over bodies: procedures procedures_full procedures_partial ·
// services services_in_use · fee_procedures fee_procedures_paid_online.
struct ReportedCount {
    UnitId unit = 0;
    std::string body; // empty: the unit itself
    model::Day from;
    model::Day to; // included
    std::string name;
    std::int64_t value = 0;
    std::string origin;
    model::Day reported_on;

    bool operator==(const ReportedCount&) const = default;
};

// Whether the numbers of a unit's bodies should add up to its own.
bool counts_dossiers(std::string_view name);

} // namespace congto::registers
