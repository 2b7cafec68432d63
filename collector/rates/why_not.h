// Why a dossier is not on a side of a rate, in the words of the dossier: "channel counter; level
// partial".
#pragma once

#include "collector/rates/indicator.h"

#include <string>

namespace congto::rates {

// Of a dossier that is not in the population of these days.
std::string why_not_in_population(const Subject& dossier);
// Of one that is, and not in the denominator.
std::string why_not_in_denominator(const Indicator& indicator, const Subject& dossier);
// Of one in the denominator, and not in the numerator: everything that keeps it out.
std::string why_not_in_numerator(const Indicator& indicator, const Subject& dossier);

} // namespace congto::rates
