#include "collector/rates/answer.h"

#include <algorithm>
#include <iterator>

namespace congto::rates {
namespace {

// Those of the units that may hold what is shown under this one.
template <typename OfSource>
std::vector<OfSource> of_holders(const std::vector<OfSource>& all,
                                 const std::vector<store::UnitId>& holders)
{
    std::vector<OfSource> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), [&](const OfSource& one) {
        return std::find(holders.begin(), holders.end(), one.unit) != holders.end();
    });
    return found;
}

} // namespace

Meterings shown_meterings(const Facts& facts, const store::Period& period)
{
    const Meterings held = meterings(facts.holdings);
    if (facts.reading == nullptr) {
        return held;
    }
    Meterings shown;
    for (const auto& [unit, metering] : held) {
        for (const auto under : facts.reading->shown_of(unit, period)) {
            const auto [found, fresh] = shown.emplace(under, metering);
            found->second = fresh ? metering : std::max(found->second, metering);
        }
    }
    return shown;
}

Coverages::Coverages(const Facts& facts, const Question& question)
    : facts_(facts), verifications_(facts.cells.verifications(question.period))
{
}

std::optional<Coverage> Coverages::of(store::UnitId unit) const
{
    if (unit == 0) {
        return coverage_of(std::nullopt, facts_.holdings, verifications_);
    }
    if (facts_.reading == nullptr) {
        return coverage_of(unit, facts_.holdings, verifications_);
    }
    const auto holders = facts_.reading->holders_of(unit);
    return coverage_of(std::nullopt, of_holders(facts_.holdings, holders),
                       of_holders(verifications_, holders));
}

std::optional<Coverage> Coverages::of_kind(registers::UnitKind kind) const
{
    const auto is_of_kind = [&](const auto& source) {
        const auto* unit = facts_.units.with_id(source.unit);
        return unit != nullptr && unit->kind == kind;
    };
    std::vector<store::SourceHolding> holdings;
    std::copy_if(facts_.holdings.begin(), facts_.holdings.end(), std::back_inserter(holdings),
                 is_of_kind);
    std::vector<store::SourceVerification> verifications;
    std::copy_if(verifications_.begin(), verifications_.end(), std::back_inserter(verifications),
                 is_of_kind);
    return coverage_of(std::nullopt, holdings, verifications);
}

} // namespace congto::rates
