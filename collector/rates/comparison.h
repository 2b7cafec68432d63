// What was reported, beside what is measured of the same unit or body, by the same name, over the
// same days.
#pragma once

#include "collector/rates/answer.h"
#include "collector/rates/request.h"
#include "config/runtime/table.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::rates {

// Of `which` the period, the basis, the unit, the body and the indicator are taken.
struct ComparisonArguments {
    Arguments which;
    std::optional<std::string> origin; // as it was imported
    bool bodies = false;               // also figures of bodies
};

struct Compared {
    registers::ReportedFigure reported;
    Figure measured; // over the report's own days
};

// Of each unit or body, indicator and origin the report whose days begin with the period's and end
// within it, the longest of these, of that the latest; of all time every report, each once. In the
// national order, then by body, days, indicator and origin.
std::vector<registers::ReportedFigure>
reports_compared(const std::vector<registers::ReportedFigure>& all, const store::Period& period,
                 bool all_time);

struct Comparison {
    std::vector<Compared> rows;
    std::vector<std::string> notes; // what the person should know of how it was understood
};

// Throws runtime::BadSettings with every fault.
Comparison compared(const ComparisonArguments& arguments, const Facts& facts);
runtime::Listing comparison_listing(const ComparisonArguments& arguments, const Facts& facts,
                                    runtime::Shape shape);

} // namespace congto::rates
