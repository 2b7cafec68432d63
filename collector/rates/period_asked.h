// Which days a person asked for.
#pragma once

#include "collector/rates/request.h"

#include <string>
#include <variant>
#include <vector>

namespace congto::rates {

// The period, or every fault of month, from, to and all_time. All time is whole months, from the
// first that has a dossier to the one of `today`.
std::variant<store::Period, std::vector<std::string>>
period_asked(const Arguments& arguments, const store::Cells& cells, model::Day today);

} // namespace congto::rates
