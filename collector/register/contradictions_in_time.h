// Reports of a period held against those of days within it.
#pragma once

#include "collector/register/contradictions.h"

#include <vector>

namespace congto::registers {

void check_parts_over_whole(const std::vector<ReportedCount>& counts,
                            std::vector<Contradiction>& found);
void check_above_every_part(const std::vector<ReportedFigure>& figures,
                            std::vector<Contradiction>& found);

} // namespace congto::registers
