// A question about gaps, understood, and its answer as what the command prints.
#pragma once

#include "collector/rates/answer.h"
#include "collector/rates/request.h"
#include "config/runtime/table.h"

#include <optional>
#include <string>

namespace congto::rates {

// As given on the command line; of `which` the period, the basis and the unit are taken.
struct GapArguments {
    Arguments which;
    std::string indicator = "end_to_end"; // of which the figure was reported
    std::optional<std::string> origin;    // whose report; none: the latest
    std::optional<std::string> reported;  // a rate in per cent in place of an imported one
};

// Of one unit the walk from its report to the measured figure; without a unit a row for each that
// has reported, provinces and ministries apart, the largest gap first. Throws runtime::BadSettings
// with every fault: a period or unit that is none, nothing reported, an origin nobody reported as.
runtime::Listing gap_listing(const GapArguments& arguments, const Facts& facts,
                             runtime::Shape shape);

} // namespace congto::rates
