#include "collector/rates/rate.h"

namespace congto::rates {
namespace {

// 64 bits would overflow from 10¹⁴ dossiers on, and much earlier for a gap.
__extension__ using Wide = __int128;

// Hundredths as "1.23".
std::string with_two_decimals(std::int64_t hundredths)
{
    const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
    const std::string part = std::to_string(size % 100);
    return (hundredths < 0 ? "-" : "") + std::to_string(size / 100) + '.' +
           (part.size() == 1 ? "0" : "") + part;
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
    return with_two_decimals(nearest(Wide{numerator} * 10'000, denominator));
}

std::string percent_cut(std::int64_t numerator, std::int64_t denominator)
{
    return with_two_decimals(static_cast<std::int64_t>(Wide{numerator} * 10'000 / denominator));
}

std::string gap_in_points(registers::WrittenRate reported, std::int64_t numerator,
                          std::int64_t denominator)
{
    Wide unit = 1;
    for (int place = 0; place < reported.decimals; ++place) {
        unit *= 10;
    }
    // (scaled / unit − 100 · numerator / denominator) · 100
    const Wide difference =
        (Wide{reported.scaled} * denominator - Wide{numerator} * 100 * unit) * 100;
    return with_two_decimals(nearest(difference, unit * denominator));
}

} // namespace congto::rates
