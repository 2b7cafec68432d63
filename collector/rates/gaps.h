// Reports and where they lead.
#pragma once

#include "collector/rates/answer.h"
#include "collector/rates/gap.h"
#include "collector/rates/named_values.h"

#include <optional>
#include <vector>

namespace congto::rates {

// A report and where it leads.
struct Gap {
    registers::ReportedFigure reported;
    registers::WrittenRate rate; // … of it
    Figure measured;
    std::vector<Step> steps; // none: nothing is measured
    std::optional<Coverage> coverage;
};

// One for each report, in that order.
std::vector<Gap> gaps_of(std::vector<registers::ReportedFigure> reports, const Facts& facts,
                         const Question& question);

// Of a gap with steps: the measured figure.
const Share& measured_share(const Gap& gap);
// By the numbers themselves, not by their digits. Those without a measured figure come last.
bool has_larger_gap(const Gap& one, const Gap& other);

// As it is shown: with two decimals.
registers::WrittenRate shown_rate(const Share& share);
// to − from, as they are shown: differences of what is shown add up.
runtime::Value in_points(registers::WrittenRate from, registers::WrittenRate to);
// What was reported, what that is nearest to, what is measured, and the difference.
NamedRow summary_of(const Gap& gap);

} // namespace congto::rates
