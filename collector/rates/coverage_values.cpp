// Coverage as columns, beside every rate.
#include "collector/rates/named_values.h"

namespace congto::rates {
namespace {

using runtime::Value;

std::string text_of(model::Instant instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

std::optional<std::string> collected_of(const std::optional<Coverage>& coverage)
{
    return coverage ? percent_of(*coverage) : std::nullopt;
}

std::optional<std::string> verified_of(const std::optional<Coverage>& coverage)
{
    return coverage ? verified_percent_of(*coverage) : std::nullopt;
}

} // namespace

NamedRow coverage_values(const std::optional<Coverage>& coverage)
{
    return {{"coverage", "Collected", decimal_if(collected_of(coverage), " %")},
            {"verified_rate", "Verified", decimal_if(verified_of(coverage), " %")}};
}

NamedRow coverage_numbers(const std::optional<Coverage>& coverage)
{
    const auto number = [&](std::int64_t Coverage::*part) {
        return coverage ? Value{(*coverage).*part} : Value{};
    };
    const bool counted = coverage && coverage->in_source;
    const bool known = coverage && coverage->known_at;
    return {{"collected", {}, number(&Coverage::collected)},
            {"in_source", {}, counted ? Value{*coverage->in_source} : Value{}},
            {"unsent", {}, number(&Coverage::unsent)},
            {"coverage", {}, decimal_if(collected_of(coverage), "")},
            {"known_at", {}, known ? Value{text_of(*coverage->known_at)} : Value{}},
            {"to_verify", {}, number(&Coverage::to_verify)},
            {"verified", {}, number(&Coverage::verified)},
            {"verified_rate", {}, decimal_if(verified_of(coverage), "")},
            {"days", {}, number(&Coverage::days)},
            {"days_verified", {}, number(&Coverage::days_verified)},
            {"disputed", {}, number(&Coverage::disputed)},
            {"shadowed", {}, number(&Coverage::shadowed)}};
}

std::string coverage_remark(const std::optional<Coverage>& coverage, model::Instant now)
{
    std::string remark;
    const auto add = [&](const std::string& more) {
        remark += (remark.empty() ? "" : "; ") + more;
    };
    if (coverage && coverage->disputed > 0) {
        add(std::to_string(coverage->disputed) + " disputed");
    }
    if (coverage && coverage->shadowed > 0) {
        add(std::to_string(coverage->shadowed) + " shown twice, counted once");
    }
    if (coverage && coverage->known_at && is_old(*coverage->known_at, now)) {
        add("sources as of " + text_of(*coverage->known_at));
    }
    return remark;
}

} // namespace congto::rates
