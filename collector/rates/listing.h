// Answers as what the command prints. Tables are for people; JSON and CSV hold every numerator and
// denominator as a whole number.
#pragma once

#include "collector/rates/answer.h"
#include "config/runtime/table.h"

#include <vector>

namespace congto::rates {

runtime::Listing headline_listing(const Facts& facts, const Question& question,
                                  const std::vector<HeadlineRow>& rows, runtime::Shape shape);

// One row for each group and indicator; `groups` answer `indicators`.
runtime::Listing indicator_listing(const Facts& facts, const Question& question,
                                   const std::vector<const Indicator*>& indicators,
                                   const std::vector<Group>& groups, runtime::Shape shape);

} // namespace congto::rates
