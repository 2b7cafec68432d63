// Which reported figures gaps are walked from.
#pragma once

#include "collector/rates/answer.h"
#include "collector/rates/gap_listing.h"

#include <string>
#include <vector>

namespace congto::rates {

// Of each unit, in the order of their ids, the latest of the origin and indicator asked for; or the
// rate that was given, of the unit asked for. Throws runtime::BadSettings: there is none, or what
// was given is no rate up to 100.
std::vector<registers::ReportedFigure> gap_reports(const GapArguments& arguments,
                                                   const Facts& facts, const Question& question);

// What else was reported of the same days and unit: a line each.
std::vector<std::string> other_reports(const Facts& facts, const Question& question,
                                       const registers::ReportedFigure& taken);

} // namespace congto::rates
