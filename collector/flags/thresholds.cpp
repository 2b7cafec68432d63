#include "collector/flags/thresholds.h"

#include <optional>
#include <string>
#include <string_view>

namespace congto::flags {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kMost = 1'000'000'000;

// "2.5%"; none: of another form, or over 100.
std::optional<registers::WrittenRate> parse_share(std::string_view text)
{
    if (!text.ends_with('%')) {
        return std::nullopt;
    }
    text.remove_suffix(1);
    const auto share = registers::parse_rate(text);
    if (!share) {
        return std::nullopt;
    }
    std::int64_t most = 100;
    for (int i = 0; i < share->decimals; ++i) {
        most *= 10;
    }
    return share->scaled <= most ? share : std::nullopt;
}

} // namespace

Thresholds::Thresholds()
{
    for (std::size_t i = 0; i < kSignals; ++i) {
        shares[i] = registers::parse_rate(catalogue()[i].over).value();
    }
}

bool is_over(const Thresholds& thresholds, std::size_t signal, std::int64_t flagged,
             std::int64_t known)
{
    const registers::WrittenRate& share = thresholds.shares.at(signal);
    Wide unit = 100;
    for (int i = 0; i < share.decimals; ++i) {
        unit *= 10;
    }
    return flagged > 0 && flagged >= thresholds.least &&
           Wide{flagged} * unit > Wide{share.scaled} * known;
}

Thresholds read_thresholds(runtime::Table table)
{
    Thresholds thresholds;
    thresholds.least = table.integer_or("least", thresholds.least, 1, kMost);
    thresholds.applicants_of_one_submitter = table.integer_or(
        "applicants_of_one_submitter", thresholds.applicants_of_one_submitter, 1, kMost);
    thresholds.split_into = table.integer_or("split_into", thresholds.split_into, 2, kMost);
    for (std::size_t i = 0; i < kSignals; ++i) {
        const std::string_view name = catalogue()[i].name;
        const std::optional<std::string> text = table.text_if(name);
        if (!text) {
            continue;
        }
        if (const auto share = parse_share(*text)) {
            thresholds.shares[i] = *share;
        } else {
            table.fault(name, "is no share such as \"5%\" or \"0.5%\", at most \"100%\"");
        }
    }
    return thresholds;
}

} // namespace congto::flags
