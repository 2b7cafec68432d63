// Figures compared with each other, and summed up.
#pragma once

#include "collector/rates/figure.h"
#include "collector/rates/indicator.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace congto::rates {

// By the exact fraction, not by its digits. What has no figure is lower than all that has one.
bool is_higher(const Figure& one, const Figure& other);

// The highest is 1; equal fractions share a rank: 1, 2, 2, 4. None: no figure.
std::vector<std::optional<std::int64_t>> ranks_of(const std::vector<Figure>& figures);

// All of them as one: numerators and denominators summed. Of an indicator counted in procedures
// only those with a figure; of dossiers all, as the nation's own count has them all.
Figure together(const Indicator& indicator, const std::vector<Figure>& figures);

} // namespace congto::rates
