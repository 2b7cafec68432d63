// From whole numbers to digits: the only place where a rate is rounded.
#pragma once

#include "collector/register/reported.h"

#include <cstdint>
#include <string>

namespace congto::rates {

// numerator / denominator in per cent with two decimals, half up: "18.54", "100.00". Exact for any
// 0 ≤ numerator ≤ denominator, denominator > 0.
std::string percent(std::int64_t numerator, std::int64_t denominator);

// The same, cut: 100.00 only when nothing is missing. For coverage.
std::string percent_cut(std::int64_t numerator, std::int64_t denominator);

// Whether numerator / denominator is the rate or more, exactly.
bool reaches(std::int64_t numerator, std::int64_t denominator, registers::WrittenRate rate);

// reported − numerator / denominator in points with two decimals, rounded once, half away from
// zero: "75.28", "-3.20".
std::string gap_in_points(registers::WrittenRate reported, std::int64_t numerator,
                          std::int64_t denominator);

// to − from in points, with the decimals of the finer, two at least: "-0.40".
std::string points_between(registers::WrittenRate from, registers::WrittenRate to);

} // namespace congto::rates
