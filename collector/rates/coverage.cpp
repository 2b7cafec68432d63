#include "collector/rates/coverage.h"

#include "collector/rates/rate.h"

#include <algorithm>

namespace congto::rates {
namespace {

std::optional<std::int64_t> in_source(const store::SourceHolding& holding)
{
    if (!has_said(holding) || !holding.unread) {
        return std::nullopt;
    }
    return std::max(holding.mapped, holding.dossiers) + holding.quarantined + *holding.unread;
}

// Nothing is here, and the agent says that nothing is to come but rows it could not map.
bool is_empty(const store::SourceHolding& holding)
{
    const bool all_read = holding.unread ? *holding.unread == 0 : holding.caught_up;
    return has_said(holding) && holding.dossiers == 0 && holding.mapped == 0 && all_read;
}

Coverage coverage_of(const store::SourceHolding& holding)
{
    Coverage coverage;
    coverage.collected = holding.dossiers;
    coverage.in_source = in_source(holding);
    if (has_said(holding)) {
        coverage.known_at = holding.known_at;
    }
    return coverage;
}

// Both sources together. Each is counted by itself before: what one holds too much is not what
// another one lacks.
Coverage joined(const Coverage& one, const Coverage& other)
{
    Coverage both;
    both.collected = one.collected + other.collected;
    if (one.in_source && other.in_source) {
        both.in_source = *one.in_source + *other.in_source;
    }
    if (one.known_at && other.known_at) {
        both.known_at = std::min(*one.known_at, *other.known_at);
    }
    return both;
}

} // namespace

std::map<store::UnitId, Metering> meterings(const std::vector<store::SourceHolding>& holdings)
{
    struct Seen {
        bool dossiers = false;
        bool all_empty = true;
    };
    std::map<store::UnitId, Seen> seen;
    for (const auto& holding : holdings) {
        Seen& unit = seen[holding.unit];
        unit.dossiers = unit.dossiers || holding.dossiers > 0;
        unit.all_empty = unit.all_empty && is_empty(holding);
    }
    std::map<store::UnitId, Metering> found;
    for (const auto& [unit, is] : seen) {
        found[unit] = is.dossiers || is.all_empty ? Metering::read : Metering::not_read;
    }
    return found;
}

std::optional<Coverage> coverage_of(std::optional<store::UnitId> unit,
                                    const std::vector<store::SourceHolding>& holdings,
                                    const std::vector<store::SourceVerification>& verifications)
{
    std::optional<Coverage> coverage;
    bool heard_of = false;
    std::map<std::int64_t, std::int64_t> unsent; // by spool
    for (const auto& holding : holdings) {
        if (!unit || holding.unit == *unit) {
            const Coverage more = coverage_of(holding);
            coverage = coverage ? joined(*coverage, more) : more;
            unsent[holding.spool] = std::max(unsent[holding.spool], holding.unsent);
            heard_of = heard_of || holding.dossiers > 0 || has_said(holding);
        }
    }
    if (!heard_of) {
        return std::nullopt;
    }
    for (const auto& [spool, numbers] : unsent) {
        coverage->unsent += numbers;
    }
    for (const store::SourceVerification& source : verifications) {
        if (!unit || source.unit == *unit) {
            coverage->to_verify += source.in_source;
            coverage->verified += source.verified;
            coverage->days += source.days;
            coverage->days_verified += source.days_verified;
            coverage->disputed += source.held;
            coverage->shadowed += source.shadowed;
        }
    }
    return coverage;
}

std::optional<std::string> percent_of(const Coverage& coverage)
{
    if (!coverage.in_source || *coverage.in_source == 0) {
        return std::nullopt;
    }
    return percent_cut(coverage.collected, *coverage.in_source);
}

std::optional<std::string> verified_percent_of(const Coverage& coverage)
{
    if (coverage.to_verify == 0) {
        return std::nullopt;
    }
    return percent_cut(coverage.verified, coverage.to_verify);
}

bool is_old(model::Instant known_at, model::Instant now)
{
    return known_at < now - kOldAfter;
}

bool has_said(const store::SourceHolding& holding)
{
    return holding.known_at != model::Instant{};
}

} // namespace congto::rates
