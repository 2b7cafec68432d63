#include "collector/rates/rate.h"

#include <algorithm>

namespace congto::rates {
namespace {

// 64 bits would overflow from 10¹⁴ dossiers on, and much earlier for a gap.
__extension__ using Wide = __int128;

std::int64_t power_of_ten(int exponent)
{
    std::int64_t power = 1;
    for (; exponent > 0; --exponent) {
        power *= 10;
    }
    return power;
}

// Hundredths as "1.23", of two decimals.
std::string with_decimals(std::int64_t scaled, int decimals)
{
    const std::int64_t size = scaled < 0 ? -scaled : scaled;
    std::string digits = std::to_string(size);
    const auto least = static_cast<std::size_t>(decimals) + 1;
    digits.insert(0, least - std::min(least, digits.size()), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
    return (scaled < 0 ? "-" : "") + digits;
}

// value / by, to the nearest, half away from zero; by > 0.
std::int64_t nearest(Wide value, Wide by)
{
    const Wide twice = value * 2 + (value < 0 ? -by : by);
    return static_cast<std::int64_t>(twice / (by * 2));
}

} // namespace

std::string percent(std::int64_t numerator, std::int64_t denominator)
{
    return with_decimals(nearest(Wide{numerator} * 10'000, denominator), 2);
}

std::string percent_cut(std::int64_t numerator, std::int64_t denominator)
{
    return with_decimals(static_cast<std::int64_t>(Wide{numerator} * 10'000 / denominator), 2);
}

bool reaches(std::int64_t numerator, std::int64_t denominator, registers::WrittenRate rate)
{
    return Wide{numerator} * 100 * power_of_ten(rate.decimals) >= Wide{rate.scaled} * denominator;
}

std::string gap_in_points(registers::WrittenRate reported, std::int64_t numerator,
                          std::int64_t denominator)
{
    const Wide unit = power_of_ten(reported.decimals);
    // (scaled / unit − 100 · numerator / denominator) · 100
    const Wide difference =
        (Wide{reported.scaled} * denominator - Wide{numerator} * 100 * unit) * 100;
    return with_decimals(nearest(difference, unit * denominator), 2);
}

std::string points_between(registers::WrittenRate from, registers::WrittenRate to)
{
    const int decimals = std::max({2, from.decimals, to.decimals});
    return with_decimals(to.scaled * power_of_ten(decimals - to.decimals) -
                             from.scaled * power_of_ten(decimals - from.decimals),
                         decimals);
}

} // namespace congto::rates
