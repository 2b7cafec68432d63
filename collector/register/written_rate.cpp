#include "collector/register/written_rate.h"

namespace congto::registers {
namespace {

constexpr int kMostDecimals = 4;
constexpr std::string_view kDigits = "0123456789";

std::int64_t power_of_ten(int exponent)
{
    return exponent == 0 ? 1 : 10 * power_of_ten(exponent - 1);
}

// numerator of denominator in per cent, in units of the last of so many decimals: cut, and rounded
// half up.
struct Percent {
    std::int64_t cut = 0;
    std::int64_t rounded = 0;
};

Percent percent_of(std::int64_t numerator, std::int64_t denominator, int decimals)
{
    const std::int64_t exact = numerator * 100 * power_of_ten(decimals);
    const std::int64_t cut = exact / denominator;
    return {cut, cut + (exact % denominator * 2 >= denominator ? 1 : 0)};
}

// Units of the last of so many decimals as digits with a point.
std::string written(std::int64_t scaled, int decimals)
{
    std::string digits = std::to_string(scaled);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    if (decimals > 0) {
        digits.insert(digits.size() - places, ".");
    }
    return digits;
}

} // namespace

bool is_over_hundred(const WrittenRate& rate)
{
    return rate.scaled > 100 * power_of_ten(rate.decimals);
}

std::optional<WrittenRate> parse_rate(std::string_view text)
{
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view part =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    const bool digits = whole.find_first_not_of(kDigits) == std::string_view::npos &&
                        part.find_first_not_of(kDigits) == std::string_view::npos;
    const bool cut_short = point != std::string_view::npos && part.empty();
    const bool zero_first = whole.size() > 1 && whole.front() == '0';
    if (whole.empty() || whole.size() > 6 || part.size() > kMostDecimals || !digits || cut_short ||
        zero_first) {
        return std::nullopt;
    }
    WrittenRate rate{0, static_cast<int>(part.size())};
    for (const char digit : std::string(whole) + std::string(part)) {
        rate.scaled = rate.scaled * 10 + (digit - '0');
    }
    return rate;
}

std::string percent_text(std::int64_t numerator, std::int64_t denominator, int decimals)
{
    return written(percent_of(numerator, denominator, decimals).rounded, decimals);
}

bool gives(WrittenRate rate, std::int64_t numerator, std::int64_t denominator)
{
    const auto [cut, rounded] = percent_of(numerator, denominator, rate.decimals);
    return rate.scaled == cut || rate.scaled == rounded;
}

std::string shown_percent(std::int64_t numerator, std::int64_t denominator, int decimals)
{
    const auto [cut, rounded] = percent_of(numerator, denominator, decimals);
    const std::string shown = written(cut, decimals) + " %";
    return cut == rounded ? shown : shown + " (" + written(rounded, decimals) + " % rounded)";
}

} // namespace congto::registers
