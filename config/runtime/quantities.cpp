#include "config/runtime/settings.h"

#include <array>
#include <charconv>
#include <utility>

namespace congto::runtime {
namespace {

template <typename Number>
std::optional<Number> scaled(std::string_view digits, Number unit)
{
    Number count = 0;
    const char* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, count);
    Number product = 0;
    if (digits.empty() || digits.front() == '-' || parsed.ec != std::errc{} || parsed.ptr != end ||
        __builtin_mul_overflow(count, unit, &product)) {
        return std::nullopt;
    }
    return product;
}

// Splits "64MiB" after its digits and multiplies by the unit that follows.
template <typename Number, std::size_t Size>
std::optional<Number> quantity(std::string_view text,
                               const std::array<std::pair<std::string_view, Number>, Size>& units)
{
    const std::size_t end = text.find_first_not_of("0123456789");
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    for (const auto& [name, unit] : units) {
        if (text.substr(end) == name) {
            return scaled(text.substr(0, end), unit);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text)
{
    using Unit = std::pair<std::string_view, std::int64_t>;
    constexpr std::array kUnits{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000},
                                Unit{"h", 3'600'000}, Unit{"d", 86'400'000}};
    // A hundred years: what is longer is a slip, and would overflow where it is added to a time.
    constexpr std::int64_t kMost = 36'525LL * 86'400'000;
    const auto count = quantity<std::int64_t>(text, kUnits);
    if (!count || *count > kMost) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(*count);
}

std::optional<std::uint64_t> parse_bytes(std::string_view text)
{
    using Unit = std::pair<std::string_view, std::uint64_t>;
    constexpr std::array kUnits{Unit{"B", 1}, Unit{"KiB", 1ULL << 10U}, Unit{"MiB", 1ULL << 20U},
                                Unit{"GiB", 1ULL << 30U}, Unit{"TiB", 1ULL << 40U}};
    return quantity<std::uint64_t>(text, kUnits);
}

} // namespace congto::runtime
