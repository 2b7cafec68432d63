// What was reported and cannot all be true: found, said, and left as it was reported.
#pragma once

#include "collector/register/reported.h"
#include "collector/register/reported_count.h"
#include "config/runtime/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

struct Contradiction {
    UnitId unit = 0;
    std::string body; // empty: the unit itself
    model::Day from;
    model::Day to;
    std::string origin;
    model::Day reported_on;
    std::string_view kind; // one of the names below
    std::string says;      // with both numbers, and their difference

    bool operator==(const Contradiction&) const = default;
};

// parts_of_total: numbers that should add up to another one of the same report do not.
// bodies: those of the bodies do not add up to their unit's; H44.14.01 counts within H44.14.
// all_dossiers: one report has several numbers of all dossiers of the same days.
// rate: a stated rate is not what its numbers give.
// part_over_whole: of days within others more is reported than of all of them.
// above_every_part: a rate of dossiers is higher than that of every month it consists of, whichever
// of them was cut or rounded.
//
// Reports of one origin are compared with each other, those of one day with another; of parts of a
// period the latest. By unit, body and period.
std::vector<Contradiction> contradictions_of(const std::vector<ReportedFigure>& figures,
                                             const std::vector<ReportedCount>& counts);

runtime::Listing contradictions_listing(const std::vector<Contradiction>& all,
                                        const UnitRegister& units, runtime::Shape shape);

} // namespace congto::registers
